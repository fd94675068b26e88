using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Tyokyky.ServiceDefaults;

/// <summary>
/// Gzip that stops unpacking at the message limit. gRPC's own limit looks at the packed bytes only, and a packed quarter of a megabyte
/// can hold a quarter of a gigabyte.
/// </summary>
internal sealed class BoundedGzip : ICompressionProvider
{
    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream) => new Bounded(new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true));

    private sealed class Bounded(GZipStream packed) : Stream
    {
        private int unpacked;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var read = packed.Read(buffer);
            unpacked += read;
            return unpacked <= GrpcLimits.MessageBytes
                ? read
                : throw new RpcException(new Status(StatusCode.ResourceExhausted, "The unpacked message exceeds the limit."));
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                packed.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
