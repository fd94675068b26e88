using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;

namespace Tyokyky.ServiceDefaults;

/// <summary>One call being answered: who asks, through which RPC, why, and until when.</summary>
public sealed class Call
{
    private readonly Activity? activity;
    private string? traceId;
    private Dictionary<object, object?>? items;

    internal Call(Caller caller, string rpc, AccessRule? rule, Activity? activity)
    {
        Caller = caller;
        Rpc = rpc;
        Rule = rule;
        this.activity = activity;
        Role = rule is null ? Roles.First(caller.Roles) : Roles.First(caller.Roles & rule.AllRoles);
        IsAuthorized = rule is null || rule.IsAnonymous || rule.NeedsNoRelation(caller.Roles);
    }

    /// <summary>Who asks.</summary>
    public Caller Caller { get; private set; }

    /// <summary>"/package.Service/Method", or what the system does.</summary>
    public string Rpc { get; }

    /// <summary>The access table's line; null for the system's own work.</summary>
    public AccessRule? Rule { get; }

    /// <summary>The one role in which the caller was let in.</summary>
    public Role Role { get; private set; }

    /// <summary>The worker for whom a calling system acts (metadata tyokyky-acting-user).</summary>
    public string? ActingUser { get; init; }

    /// <summary>Why, as a code (metadata tyokyky-purpose).</summary>
    public string? Purpose { get; init; }

    /// <summary>fi, sv or en.</summary>
    public string Language { get; init; } = "fi";

    /// <summary>Ends with the deadline, the caller or the host.</summary>
    public CancellationToken Cancel { get; internal set; }

    /// <summary>The deadline, UTC.</summary>
    public DateTimeOffset Deadline { get; internal set; } = DateTimeOffset.MaxValue;

    /// <summary>True for due work and reactions.</summary>
    public bool IsSystem => Rule is null;

    /// <summary>True once the caller's right to the object is established, or when none is needed.</summary>
    public bool IsAuthorized { get; private set; }

    /// <summary>The trace that everything about this call is found by.</summary>
    public string TraceId => traceId ??= activity?.TraceId.ToHexString() ?? ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>Which client the call concerns, once known; for the access log's row of a refusal.</summary>
    public string? ClientId { get; private set; }

    /// <summary>Which kind of object the call concerns, once known.</summary>
    public string? ObjectType { get; private set; }

    /// <summary>Which object the call concerns, once known.</summary>
    public string? ObjectId { get; private set; }

    /// <summary>What shared parts keep for the length of one attempt.</summary>
    public IDictionary<object, object?> Items => items ??= [];

    /// <summary>The caller's own authorization, to be forwarded with questions to other services.</summary>
    internal string? Authorization { get; init; }

    /// <summary>Ends when the caller goes away.</summary>
    internal CancellationToken CallerGone { get; init; }

    /// <summary>Ends when the replica stops; only streams listen to it.</summary>
    internal CancellationToken Stopping { get; set; }

    /// <summary>True for a stream whose token ends before its deadline.</summary>
    internal bool EndsWithToken { get; set; }

    /// <summary>Where a stream's reader may go on after an early end.</summary>
    internal string? ResumeCursor { get; set; }

    /// <summary>True once the request was a message and its handler was called.</summary>
    internal bool HasEntered { get; set; }

    /// <summary>The status that the caller gets.</summary>
    internal Grpc.Core.StatusCode Outcome { get; set; }

    /// <summary>Due work or a reaction: the system itself acts.</summary>
    public static Call System(string what, string service, CancellationToken cancel = default) =>
        new(Caller.System(service), what, rule: null, Activity.Current) { Cancel = cancel };

    /// <summary>A call outside a channel, as a test makes it.</summary>
    public static Call By(Caller caller, string rpc, AccessRule? rule = null, CancellationToken cancel = default) =>
        new(caller, rpc, rule, Activity.Current) { Cancel = cancel };

    /// <summary>
    /// The same caller's same request was acknowledged before: it gets that answer again, even where the act itself ended the relation that
    /// it needed.
    /// </summary>
    public bool IsRepeat { get; set; }

    internal IPageSeal Pages { get; init; } = ProcessPageSeal.Instance;

    /// <summary>Seals a token for the caller to go on with, bound to what it may be used for.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound) => Pages.Seal(plain, bound);

    /// <summary>What was sealed; null for what was not, or not for this.</summary>
    public byte[]? Open(ReadOnlySpan<byte> token, ReadOnlySpan<byte> bound) => Pages.Open(token, bound);

    /// <summary>The page that a list request asks for.</summary>
    public Paging Page(IMessage request, int defaultSize = 50, int maxSize = 500) => Paging.Of(request, defaultSize, maxSize, Pages);

    /// <summary>Says what the call is about before it is decided, so that a refusal's row can name it.</summary>
    public void SetAuditSubject(string? clientId, string objectType, string objectId) => (ClientId, ObjectType, ObjectId) = (clientId, objectType, objectId);

    /// <summary>Lets the caller on if it holds a relation that the table asks for; an absent object (null) is refused the same way.</summary>
    public void Authorize(Relation? held)
    {
        if (Rule is null)
        {
            IsAuthorized = true;
            return;
        }

        var role = held is { } relations ? Rule.Authorizes(Caller.Roles, relations) : Role.None;
        if (role == Role.None && IsRepeat)
        {
            role = Rule.Authorizes(Caller.Roles, (Relation)~0);
        }

        if (role == Role.None)
        {
            throw CallErrors.NoRelation();
        }

        Role = role;
        IsAuthorized = true;
    }

    /// <summary>The same, telling the compiler that the object is there afterwards.</summary>
    public void Authorize<T>([NotNull] T? found, Relation? held)
        where T : class
    {
        Authorize(found is null ? null : held);
        // A repeat gets its answer before anything looks at the object.
        found ??= IsRepeat ? default! : throw CallErrors.NoRelation();
    }

    /// <summary>Refuses to go on when the handler forgot to decide; a bug, never a caller's fault.</summary>
    public void RequireAuthorized()
    {
        if (!IsAuthorized)
        {
            throw new InvalidOperationException($"{Rpc} needs a relation to its object, and its handler never called Authorize.");
        }
    }

    /// <summary>Learns which ids stand for the client who calls; a stream asks again when that may have changed.</summary>
    public async Task RecogniseClientAsync(IClientIds clientIds)
    {
        if (Caller.Is(Role.Client) && Guid.TryParse(Caller.ClientId, out var own))
        {
            Caller = Caller with { OtherClientIds = [.. (await clientIds.OfAsync(own, Cancel)).Where(id => id != own)] };
        }
    }

    /// <summary>The answer waits for this too, and fails if it fails.</summary>
    public void AnswerAfter(Task work) => BeforeAnswer = BeforeAnswer is null ? work : Task.WhenAll(BeforeAnswer, work);

    internal Task? BeforeAnswer { get; private set; }

    internal void StartAgain()
    {
        BeforeAnswer = null;
        items?.Clear();
        IsRepeat = false;
        IsAuthorized = Rule is null || Rule.IsAnonymous || Rule.NeedsNoRelation(Caller.Roles);
    }
}
