namespace Tyokyky.ServiceDefaults;

/// <summary>Keeps a row of every call that an authenticated caller was refused.</summary>
public interface IRefusalLog
{
    /// <summary>Records the refusal before the caller hears of it.</summary>
    Task RefusedAsync(Call call, string reason, CancellationToken cancel);
}
