using Microsoft.Extensions.Hosting;

namespace Tyokyky.Records;

/// <summary>The key ring as its file now stands; noticed while serving when the file changes.</summary>
internal sealed class Keys(string path, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private volatile KeyRing? ring;
    private DateTime written;
    private long lookedAt;

    /// <summary>Why the file as it now stands is not used; null while it is.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Reads the file; in Development makes it if there is none.</summary>
    public static Keys Open(string path, IHostEnvironment environment, TimeProvider time)
    {
        if (!File.Exists(path))
        {
            if (!environment.IsDevelopment()) { throw new InvalidOperationException($"There is no key file {path}."); }
            KeyFile.New(time.GetUtcNow()).Write(path, overwrite: false);
        }

        var keys = new Keys(path, time);
        keys.Look();
        return keys;
    }

    public KeyRing Ring
    {
        get
        {
            if (this.ring is { } ring && time.GetElapsedTime(Volatile.Read(ref lookedAt)) < Interval) { return ring; }
            return Look();
        }
    }

    /// <summary>The ring that can open it: another replica may have met a new key before this one did.</summary>
    public KeyRing RingFor(ReadOnlySpan<byte> sealedBytes) => Ring is var ring && ring.Knows(sealedBytes) ? ring : Look();

    private KeyRing Look()
    {
        lock (gate)
        {
            try
            {
                var written = File.GetLastWriteTimeUtc(path);
                if (ring is null || Trouble is not null || written != this.written)
                {
                    ring = new KeyRing(KeyFile.Read(path));
                    (this.written, Trouble) = (written, null);
                }
            }
            catch (Exception failure) when (ring is not null)
            {
                // Whoever changes the file may slip: the keys that were read before go on serving.
                Trouble = failure.Message;
            }

            Volatile.Write(ref lookedAt, time.GetTimestamp());
            return ring;
        }
    }
}
