// The domain's words win over the contracts' and the framework's words of the same name; contract messages are written Proto.X.
global using Area = Tyokyky.Referrals.Domain.Area;
global using Contact = Tyokyky.Referrals.Domain.Contact;
global using DirectoryEntry = Tyokyky.Referrals.Domain.DirectoryEntry;
global using EmployerContact = Tyokyky.Referrals.Domain.EmployerContact;
global using NetworkContact = Tyokyky.Referrals.Domain.NetworkContact;
global using Organisation = Tyokyky.Referrals.Domain.Organisation;
global using Professional = Tyokyky.Referrals.Domain.Professional;
global using Referral = Tyokyky.Referrals.Domain.Referral;
global using Task = System.Threading.Tasks.Task;
global using TaskAppointment = Tyokyky.Referrals.Domain.TaskAppointment;
global using TaskHandover = Tyokyky.Referrals.Domain.TaskHandover;
global using TaskStatus = Tyokyky.Contracts.Referrals.V1.TaskStatus;
global using TaskTransfer = Tyokyky.Referrals.Domain.TaskTransfer;
global using ContactFollowUp = Tyokyky.Referrals.Domain.ContactFollowUp;
global using Unit = Tyokyky.Referrals.Domain.Unit;
