using System.Text.Json;

namespace Atelier.Kernel.Wire;

/// <summary>Where a front end expects the kernel: the JSON file that Jupyter writes and names on the command line.</summary>
internal sealed record ConnectionFile(string Ip, int Shell, int Control, int Stdin, int IOPub, int Heartbeat, string Key)
{
    /// <exception cref="InvalidDataException">
    /// The file is no connection file, or asks for what the kernel does not speak.
    /// </exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Parse(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path} is not a Jupyter connection file: {e.Message}", e);
        }
    }

    private static ConnectionFile Parse(JsonElement json)
    {
        Expect(json, "transport", "tcp");
        Expect(json, "signature_scheme", "hmac-sha256");
        return new ConnectionFile(
            Ip: json.GetProperty("ip").GetString()!,
            Shell: json.GetProperty("shell_port").GetInt32(),
            Control: json.GetProperty("control_port").GetInt32(),
            Stdin: json.GetProperty("stdin_port").GetInt32(),
            IOPub: json.GetProperty("iopub_port").GetInt32(),
            Heartbeat: json.GetProperty("hb_port").GetInt32(),
            Key: json.GetProperty("key").GetString()!);
    }

    private static void Expect(JsonElement json, string name, string value)
    {
        if (json.TryGetProperty(name, out var given) && given.GetString() != value)
            throw new FormatException($"{name} is {given}, and this kernel speaks only {value}");
    }
}
