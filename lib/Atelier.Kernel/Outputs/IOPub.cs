using System.Text;
using System.Text.Json.Nodes;
using Atelier.Kernel.Wire;

namespace Atelier.Kernel.Outputs;

/// <summary>What the kernel tells all front ends, in the order of the calls. Safe from every thread.</summary>
internal sealed class IOPub(Action<Channel, OutgoingMessage> send)
{
    /// <summary>Publishes a message; its topic is its type.</summary>
    public void Publish(string type, MessageHeader? parent, JsonObject content) =>
        send(Channel.IOPub, new OutgoingMessage([Encoding.ASCII.GetBytes(type)], type, parent, content));

    /// <summary>Publishes <c>busy</c>, <c>idle</c> or <c>starting</c>.</summary>
    public void Status(string state, MessageHeader? parent) => Publish("status", parent, new() { ["execution_state"] = state });
}
