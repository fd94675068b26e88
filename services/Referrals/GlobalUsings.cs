// The domain's words win over the contracts' and the framework's words of the same name; contract messages are written Proto.X.
global using Area = Tyokyky.Referrals.Domain.Area;
global using Contact = Tyokyky.Referrals.Domain.Contact;
global using Organisation = Tyokyky.Referrals.Domain.Organisation;
global using Professional = Tyokyky.Referrals.Domain.Professional;
global using Referral = Tyokyky.Referrals.Domain.Referral;
global using Task = System.Threading.Tasks.Task;
global using TaskStatus = Tyokyky.Contracts.Referrals.V1.TaskStatus;
global using ContactFollowUp = Tyokyky.Referrals.Domain.ContactFollowUp;
global using Unit = Tyokyky.Referrals.Domain.Unit;
