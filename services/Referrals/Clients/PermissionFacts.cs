namespace Tyokyky.Referrals.Clients;

/// <summary>What becomes of permissions, and what others are told of it: nothing while one still waits for whoever may give it.</summary>
internal static class PermissionFacts
{
    public static void Record(Commit commit, InformationPermission permission, DateTimeOffset at)
    {
        commit
            .Add(PermissionStore.InformationPermissionRow.Insert(permission))
            .Transition(new Transition(permission.ObjectType, permission.Id, "", StateOf(permission), at))
            .LogChange(permission.ClientId, permission.ObjectType, permission.Id);
        if (!permission.AwaitsConfirmation)
        {
            commit.Fact(Granted(permission), permission.ClientId.ToString());
        }
    }

    public static void Confirm(Commit commit, InformationPermission before, InformationPermission confirmed) => commit
        .Change(before, PermissionStore.InformationPermissionRow.Update(confirmed))
        .Transition(new Transition(confirmed.ObjectType, confirmed.Id, "recorded", StateOf(confirmed), confirmed.ConfirmedAt!.Value))
        .Fact(Granted(confirmed), confirmed.ClientId.ToString())
        .LogChange(confirmed.ClientId, confirmed.ObjectType, confirmed.Id);

    public static void Withdraw(Commit commit, InformationPermission before, InformationPermission withdrawn)
    {
        commit
            .Change(before, PermissionStore.InformationPermissionRow.Update(withdrawn))
            .Transition(new Transition(withdrawn.ObjectType, withdrawn.Id, StateOf(withdrawn), "withdrawn", withdrawn.WithdrawnAt!.Value))
            .LogChange(withdrawn.ClientId, withdrawn.ObjectType, withdrawn.Id);
        if (!withdrawn.AwaitsConfirmation)
        {
            commit.Fact(
                new PermissionWithdrawn { PermissionId = withdrawn.Id.ToString(), ClientId = withdrawn.ClientId.ToString() }, withdrawn.ClientId.ToString());
        }
    }

    private static string StateOf(InformationPermission permission) => permission.AwaitsConfirmation ? "recorded" : "granted";

    private static PermissionGranted Granted(InformationPermission permission) => new()
    {
        PermissionId = permission.Id.ToString(),
        ClientId = permission.ClientId.ToString(),
        Kind = permission.KindCode,
        Scope = permission.Scope,
        FromOrganisation = permission.FromOrganisation,
        ToOrganisation = permission.ToOrganisation,
        ValidFrom = permission.ValidFrom.ToDate(),
        ValidTo = permission.ValidTo?.ToDate(),
    };
}
