global using Google.Protobuf;
global using Tyokyky.Contracts;
global using Tyokyky.Contracts.Events.V1;
global using Tyokyky.Contracts.Referrals.V1;
global using Tyokyky.EventLog;
global using Tyokyky.Records;
global using Tyokyky.ServiceDefaults;
global using static Tyokyky.Referrals.AccessSets;

// The domain's words win over the contracts' and the framework's words of the same name; contract messages are written Proto.X.
global using AgreedAction = Tyokyky.Referrals.Networks.AgreedAction;
global using Contact = Tyokyky.Referrals.Coordination.Contact;
global using ContactFollowUp = Tyokyky.Referrals.Coordination.ContactFollowUp;
global using MeetingParticipant = Tyokyky.Referrals.Networks.MeetingParticipant;
global using Organisation = Tyokyky.Referrals.Organisations.Organisation;
global using Proto = Tyokyky.Contracts.Referrals.V1;
global using Task = System.Threading.Tasks.Task;
global using TaskStatus = Tyokyky.Contracts.Referrals.V1.TaskStatus;
