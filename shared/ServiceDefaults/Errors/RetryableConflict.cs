namespace Tyokyky.ServiceDefaults;

/// <summary>Another commit came between load and commit, and nothing was written: the use case may run again from its load.</summary>
public sealed class RetryableConflict(string message, Exception? inner = null) : Exception(message, inner);
