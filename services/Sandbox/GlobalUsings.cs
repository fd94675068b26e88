// The contracts have tasks too: a referral's.
global using Task = System.Threading.Tasks.Task;
