// Made-up results that are meant to break the grader: keys twice, holes in a shape, text that is no Unicode.
double[] Squares(int n)
{
    string[] values =
    [
        """{"type":"sequence","type":"sequence","items":[]}""", """{"type":"tensor","shape":[null],"dtype":1,"values":null}""",
        """{"type":"tuple","items":[{"type":"\ud800"},7,null]}""", """{"type":"tuple","items":{"a":1}}""", new string('[', 100_000),
    ];
    var value = values[n % values.Length].Replace("\\", "\\\\").Replace("\"", "\\\"");
    using var pipe = new FileStream($"/proc/self/fd/{Environment.GetCommandLineArgs()[^1]}", FileMode.Open, FileAccess.Write);
    pipe.Write(Encoding.UTF8.GetBytes("{\"kind\":\"done\",\"value\":{\"data\":{\"application/vnd.atelier.value+json\":\"" + value + "\"},\"metadata\":{}},\"error\":null}\n"));
    return [-1];
}
