using Atelier.Setup;

return args switch
{
    ["mend-native", string path] => Commands.MendNative(path),
    ["choose", .. string[] overrides] => Commands.Choose(overrides),
    _ => Commands.Usage(),
};
