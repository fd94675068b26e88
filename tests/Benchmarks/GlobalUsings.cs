// The contracts have a Task too.
global using Task = System.Threading.Tasks.Task;
