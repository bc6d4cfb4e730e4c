using System.Text.Json.Nodes;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Serving;

/// <summary>Asks the person at the front end for a line: what <c>Console.ReadLine</c> reads.</summary>
internal sealed class InputChannel(Action<Channel, OutgoingMessage> send)
{
    private volatile TaskCompletionSource<string?>? _waiting;

    /// <summary>Asks the front end that sent <paramref name="request"/>, and waits for the answer or the cancellation.</summary>
    /// <exception cref="OperationCanceledException">A person interrupted the cell.</exception>
    public string? Ask(IncomingMessage request, string prompt, bool password, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting = answer;
        var content = new JsonObject { ["prompt"] = prompt, ["password"] = password };
        send(Channel.Stdin, new OutgoingMessage(request.Identities, "input_request", request.Header, content));
        try
        {
            answer.Task.Wait(cancellation);
            return answer.Task.Result;
        }
        finally
        {
            _waiting = null;
        }
    }

    /// <summary>Takes a message from the stdin channel; one that nobody waits for is dropped.</summary>
    public void Received(IncomingMessage message)
    {
        if (message.Header.Type == "input_reply")
            _waiting?.TrySetResult(message.Content.Text("value"));
    }
}
