namespace Tyokyky.Records;

/// <summary>Hears of every commit after the database acknowledged it; must be quick and must not throw.</summary>
public interface ICommitListener
{
    void Committed(Commit commit);
}
