using Atelier.Setup;

return args switch
{
    ["mend-native", string path] => Commands.MendNative(path),
    ["mend-managed", string from, string guard, string to] => Commands.MendManaged(from, guard, to),
    ["choose", .. string[] overrides] => Commands.Choose(overrides),
    _ => Commands.Usage(),
};
