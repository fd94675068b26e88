namespace Tyokyky.ServiceDefaults;

/// <summary>Knows the exceptions of one technology (a database, a broker) and what they mean to a caller.</summary>
public interface IExceptionTranslator
{
    /// <summary>A <see cref="DomainException"/>, a <see cref="RetryableConflict"/>, or null when it does not know the exception.</summary>
    Exception? Translate(Exception exception);
}
