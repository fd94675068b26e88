using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records.Tests.Sample;

[Access(Role.Referrer)]
internal sealed class CreateNote(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public async Task<CreateNoteResponse> Handle(CreateNoteRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("client_id", request.ClientId));

        await unitOfWork.LoadAsync(call, request);
        if (call.Replay<CreateNoteResponse>() is { } done) { return done; }

        var note = new NoteRow(Guid.CreateVersion7(), Guid.Parse(request.ClientId), call.Caller.Organisation, request.Name, request.Text, 1, 1);

        return await unitOfWork.Commit(call, request)
            .Add(NoteStore.Insert(note))
            .OnViolation("note_name", () => new DomainException(ErrorKind.AlreadyExists, "NAME_TAKEN", "There is a note of that name."))
            .Transition(new Transition("note", note.Id, "", "open", clock.Now))
            .LogChange(note.ClientId, "note", note.Id)
            .Due("remind", note.Id.ToString(), clock.Now.AddDays(7))
            .SaveAsync(new CreateNoteResponse { Note = note.ToProto() });
    }
}

[Access(Role.Referrer | Role.Coordinator, Relation.Owner)]
internal sealed class ChangeNote(NoteStore notes, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public async Task<ChangeNoteResponse> Handle(ChangeNoteRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("id", request.Id));

        var before = await unitOfWork.LoadAsync(call, request, NoteStore.ById(Guid.Parse(request.Id)));
        call.Authorize(before, before?.RelationsOf(call.Caller));
        if (call.Replay<ChangeNoteResponse>() is { } done) { return done; }

        call.MustMatch(before.Etag);
        var after = before with { Text = request.Text, Count = before.Count + 1, Version = before.Version + 1 };
        if (notes.BetweenLoadAndCommit is { } between) { await between(before); }

        return await unitOfWork.Commit(call, request)
            .Guard(NoteStore.Update(after))
            .Transition(new Transition("note", after.Id, "open", "open", clock.Now, Reason: "changed"))
            .LogChange(after.ClientId, "note", after.Id)
            .SaveAsync(new ChangeNoteResponse { Note = after.ToProto() });
    }
}

[Access(Role.Referrer | Role.Coordinator, Relation.Owner)]
internal sealed class GetNote(Database database, AccessLog accessLog)
{
    public async Task<GetNoteResponse> Handle(GetNoteRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("id", request.Id));

        var note = await database.OneAsync(NoteStore.ById(Guid.Parse(request.Id)), call.Cancel);
        call.Authorize(note, note?.RelationsOf(call.Caller));

        await accessLog.ReadAsync(call, note.ClientId, "note", note.Id);
        return new GetNoteResponse { Note = note.ToProto() };
    }
}
