using System.Text;

namespace Atelier.Kernel.Serving;

/// <summary>
/// A file beside the connection file that says where the session is. A process that dies leaves it behind, and the next one,
/// which Jupyter starts on the same connection file, can tell what happened. One that ends in order takes it along.
/// </summary>
internal sealed class SessionMark : IDisposable
{
    private const int Length = 32;
    private readonly string _path;
    private readonly FileStream? _file;
    private string? _left;

    /// <param name="connectionFile">
    /// the connection file's path. Where nothing can be written beside it, nothing is told later
    /// </param>
    public SessionMark(string connectionFile)
    {
        _path = connectionFile + ".session";
        try
        {
            _left = File.Exists(_path) ? File.ReadAllText(_path).Trim() : null;
            _file = new FileStream(_path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 0);
            Write("before its first cell");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _file = null;
        }
    }

    /// <summary>A cell begins.</summary>
    public void Begin(int cell) => Write($"in cell {cell}");

    /// <summary>A cell has ended.</summary>
    public void End(int cell) => Write($"after cell {cell}");

    /// <summary>
    /// What to tell a person of the session before this one, once; null where there was none, or it ended in order.
    /// </summary>
    public string? TakeNotice()
    {
        var where = _left;
        _left = null;
        return string.IsNullOrEmpty(where) ? null
            : $"This is a new session. The process of the one before ended {where}: by a memory fault or an abort in native code, a stack "
              + "overflow, or because it was killed, as for want of memory. Its variables are gone: run the cells above once more.\n";
    }

    /// <summary>The session ends in order.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        try
        {
            if (_file is not null)
                File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays, and the next session is said to be new, which it is.
        }
    }

    private void Write(string where)
    {
        try
        {
            if (_file is not null)
                RandomAccess.Write(_file.SafeFileHandle, Encoding.ASCII.GetBytes(where.PadRight(Length)), 0);
        }
        catch (Exception e) when (e is ObjectDisposedException or IOException)
        {
            // The session ends, or the disk is full.
        }
    }
}
