using Atelier.Setup;

return args switch
{
    ["mend-native", string path] => Commands.MendNative(path),
    ["mend-managed", string from, string to] => Commands.MendManaged(from, to),
    ["choose", .. string[] overrides] => Commands.Choose(overrides),
    _ => Commands.Usage(),
};
