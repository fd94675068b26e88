using Google.Protobuf;

namespace Tyokyky.Records;

/// <summary>A response and whose data it shows, so that showing it again is logged again.</summary>
internal sealed record KeptAnswer(ByteString Response, IReadOnlyList<Touch> Touched)
{
    public byte[] ToBytes()
    {
        using var buffer = new MemoryStream(Response.Length + 16 + (Touched.Count * 80));
        using (var writer = new BinaryWriter(buffer))
        {
            writer.Write7BitEncodedInt(Touched.Count);
            foreach (var touch in Touched)
            {
                writer.Write((touch.ClientId ?? Guid.Empty).ToByteArray());
                writer.Write(touch.ObjectType);
                writer.Write(touch.ObjectId);
            }

            writer.Write(Response.Span);
        }

        return buffer.ToArray();
    }

    public static KeptAnswer From(byte[] bytes)
    {
        using var buffer = new MemoryStream(bytes);
        using var reader = new BinaryReader(buffer);
        var touched = new Touch[reader.Read7BitEncodedInt()];
        for (var i = 0; i < touched.Length; i++)
        {
            var client = new Guid(reader.ReadBytes(16));
            touched[i] = new Touch(client == Guid.Empty ? null : client, reader.ReadString(), reader.ReadString());
        }

        return new KeptAnswer(ByteString.CopyFrom(bytes, (int)buffer.Position, bytes.Length - (int)buffer.Position), touched);
    }
}
