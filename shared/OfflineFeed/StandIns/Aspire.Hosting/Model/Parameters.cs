using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that the operator gives, or that is made up once.</summary>
public class ParameterResource : Resource, IExpressionValue
{
    private readonly Lazy<string> value;

    /// <summary>Names the parameter and says where its value comes from.</summary>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        Secret = secret;
        value = new Lazy<string>(() => callback(Default));
    }

    /// <summary>What it is when nobody gives it.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>Whether it is kept from sight.</summary>
    public bool Secret { get; }

    /// <inheritdoc />
    public string ValueExpression => $"{{{Name}.value}}";

    /// <inheritdoc />
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(value.Value);
}

/// <summary>What a parameter is when nobody gives it.</summary>
public abstract class ParameterDefault
{
    /// <summary>The value.</summary>
    public abstract string GetDefaultValue();
}

/// <summary>A random text.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string LowerLetters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperLetters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Signs = "-_.{}~()*+!";

    /// <summary>How long at least.</summary>
    public int MinLength { get; set; }

    /// <summary>Small letters may be in it.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Capital letters may be in it.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Digits may be in it.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Signs may be in it.</summary>
    public bool Special { get; set; } = true;

    /// <summary>How many small letters at least.</summary>
    public int MinLower { get; set; }

    /// <summary>How many capital letters at least.</summary>
    public int MinUpper { get; set; }

    /// <summary>How many digits at least.</summary>
    public int MinNumeric { get; set; }

    /// <summary>How many signs at least.</summary>
    public int MinSpecial { get; set; }

    /// <inheritdoc />
    public override string GetDefaultValue()
    {
        var all = (Lower ? LowerLetters : "") + (Upper ? UpperLetters : "") + (Numeric ? Digits : "") + (Special ? Signs : "");
        var required = RandomNumberGenerator.GetString(LowerLetters, MinLower) + RandomNumberGenerator.GetString(UpperLetters, MinUpper)
            + RandomNumberGenerator.GetString(Digits, MinNumeric) + RandomNumberGenerator.GetString(Signs, MinSpecial);
        var text = (required + RandomNumberGenerator.GetString(all, Math.Max(0, MinLength - required.Length))).ToCharArray();
        RandomNumberGenerator.Shuffle<char>(text);
        return new string(text);
    }
}
