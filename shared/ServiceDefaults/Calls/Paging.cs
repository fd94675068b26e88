using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// One page of a list (AIP-158): keyset-paged by tokens that are sealed with the service's key and belong to one request's arguments. A token
/// opens nothing; it only says where to go on, and each row is decided on its own.
/// </summary>
public sealed class Paging
{
    private const int LongestToken = 2048;
    private static readonly ConcurrentDictionary<MessageDescriptor, Fields> known = new();

    private readonly byte[] arguments;
    private readonly IPageSeal seal;

    private Paging(int size, PageKey? after, byte[] arguments, IPageSeal seal)
    {
        Size = size;
        After = after;
        this.arguments = arguments;
        this.seal = seal;
    }

    /// <summary>Rows on the page.</summary>
    public int Size { get; }

    /// <summary>Rows to ask the database for: one more, to know whether another page follows.</summary>
    public int Limit => Size + 1;

    /// <summary>The key of the last row of the page before; null on the first page.</summary>
    public PageKey? After { get; }

    /// <summary>Reads page_size and page_token of a list request (<see cref="Call.Page"/>).</summary>
    internal static Paging Of(IMessage request, int defaultSize = 50, int maxSize = 500, IPageSeal? seal = null)
    {
        seal ??= ProcessPageSeal.Instance;
        var fields = known.GetOrAdd(request.Descriptor, static descriptor => new Fields(descriptor));
        var asked = (int)fields.Size.Accessor.GetValue(request);
        if (asked < 0)
        {
            throw DomainException.Field("page_size", "PAGE_SIZE_NEGATIVE", "0 (for the default) or a positive number");
        }

        var arguments = fields.ArgumentsOf(request);
        var token = (string)fields.Token.Accessor.GetValue(request);
        return new Paging(asked == 0 ? defaultSize : Math.Min(asked, maxSize), token.Length == 0 ? null : Read(token, arguments, seal), arguments, seal);
    }

    /// <summary>The rows that belong on the page, of at most <see cref="Limit"/> found, and the token of the next page (empty after the last).</summary>
    public IReadOnlyList<T> Cut<T>(IReadOnlyList<T> found, Func<T, string[]> key, out string nextPageToken)
    {
        if (found.Count <= Size)
        {
            nextPageToken = "";
            return found;
        }

        nextPageToken = Write(key(found[Size - 1]));
        return [.. found.Take(Size)];
    }

    // Layout of what is sealed: per part its length and its UTF-8 bytes.
    private string Write(string[] key)
    {
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in key)
        {
            var utf8 = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
            bytes.Write(length);
            bytes.Write(utf8);
        }

        return Base64Url.EncodeToString(seal.Seal(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), arguments));
    }

    private static PageKey Read(string token, byte[] arguments, IPageSeal seal)
    {
        if (token.Length > LongestToken || !Base64Url.IsValid(token) || seal.Open(Base64Url.DecodeFromChars(token), arguments) is not { } bytes)
        {
            throw NotOurs();
        }

        var key = new List<string>(2);
        for (var rest = bytes.AsSpan(); !rest.IsEmpty;)
        {
            var length = rest.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(rest);
            if (length < 0 || length > rest.Length - sizeof(int))
            {
                throw NotOurs();
            }

            key.Add(Encoding.UTF8.GetString(rest.Slice(sizeof(int), length)));
            rest = rest[(sizeof(int) + length)..];
        }

        return new PageKey(key);
    }

    internal static DomainException NotOurs() =>
        DomainException.Field("page_token", "PAGE_TOKEN_INVALID", "empty, or the next_page_token of an answer to the same request with the same other fields");

    private sealed class Fields
    {
        private readonly MessageDescriptor descriptor;

        public Fields(MessageDescriptor descriptor)
        {
            this.descriptor = descriptor;
            Size = descriptor.FindFieldByName("page_size") ?? throw new ArgumentException($"{descriptor.FullName} has no page_size.");
            Token = descriptor.FindFieldByName("page_token") ?? throw new ArgumentException($"{descriptor.FullName} has no page_token.");
        }

        public FieldDescriptor Size { get; }

        public FieldDescriptor Token { get; }

        // Everything but size and token: a reader may change the size on its way.
        public byte[] ArgumentsOf(IMessage request)
        {
            var arguments = descriptor.Parser.ParseFrom(request.ToByteString());
            Size.Accessor.Clear(arguments);
            Token.Accessor.Clear(arguments);
            using var bytes = new MemoryStream();
            bytes.Write(Encoding.UTF8.GetBytes(descriptor.FullName));
            using (var output = new CodedOutputStream(bytes, leaveOpen: true) { Deterministic = true })
            {
                arguments.WriteTo(output);
            }

            return SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
    }
}
