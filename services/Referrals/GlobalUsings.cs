// The domain's words win over the contracts' and the framework's words of the same name; contract messages are written Proto.X.
global using Contact = Tyokyky.Referrals.Domain.Contact;
global using Organisation = Tyokyky.Referrals.Domain.Organisation;
global using Referral = Tyokyky.Referrals.Domain.Referral;
global using Task = System.Threading.Tasks.Task;
global using TaskStatus = Tyokyky.Contracts.Referrals.V1.TaskStatus;
global using ContactFollowUp = Tyokyky.Referrals.Domain.ContactFollowUp;
