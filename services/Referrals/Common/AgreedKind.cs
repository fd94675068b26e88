namespace Tyokyky.Referrals.Common;

/// <summary>A kind of rows that areas agree on: what its keys and content may be, and which defaults ship.</summary>
internal abstract class AgreedKind(string name, AgreedContent.ContentOneofCase content)
{
    public string Name => name;

    /// <summary>The field of the content that is this kind's.</summary>
    public AgreedContent.ContentOneofCase Content => content;

    /// <summary>Whether an area can agree that there is none.</summary>
    public virtual bool MayBeNone => true;

    /// <summary>What the contract can't say of a key.</summary>
    public abstract Check CheckKey(Check check, AgreedClaim claim);

    /// <summary>What the contract can't say of the content.</summary>
    public abstract Check CheckContent(Check check, AgreedClaim claim);

    /// <summary>The national defaults of a day.</summary>
    public abstract IEnumerable<AgreedDefault> Defaults(DateOnly day);

    /// <summary>What a content with nothing but its kind is.</summary>
    public AgreedContent Empty()
    {
        var empty = new AgreedContent();
        var field = AgreedContent.Descriptor.FindFieldByNumber((int)Content);
        field.Accessor.SetValue(empty, field.MessageType.Parser.ParseFrom(ByteString.Empty));
        return empty;
    }
}

/// <summary>A row as it is asked for.</summary>
/// <param name="Day">Its first day.</param>
/// <param name="IsCode">Whether a system has a code on that day, in the area too.</param>
internal sealed record AgreedClaim(string Key, AgreedContent Content, DateOnly Day, Func<string, string, bool> IsCode)
{
    /// <summary>The key is a code.</summary>
    public Check KeyOf(Check check, string system) =>
        check.That(IsCode(system, Key), "key", "KEY_UNKNOWN", $"a code of system \"{system}\" valid on {Day:yyyy-MM-dd}");

    /// <summary>These are codes, at least one.</summary>
    public Check Codes(Check check, string field, IReadOnlyList<string> codes, string system)
    {
        check.NotEmpty(field, codes);
        for (var i = 0; i < codes.Count; i++)
        {
            Code(check, $"{field}[{i}]", codes[i], system);
        }

        return check;
    }

    /// <summary>This is a code.</summary>
    public Check Code(Check check, string field, string code, string system) =>
        check.That(IsCode(system, code), field, "UNKNOWN_CODE", $"a code of system \"{system}\" valid on {Day:yyyy-MM-dd}; ListCodes names them");
}

/// <summary>A row that ships.</summary>
internal sealed record AgreedDefault(string Key, AgreedContent Content, Validity Days, string Source);
