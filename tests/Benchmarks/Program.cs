using Tyokyky.Benchmarks;

var benchmarks = new Dictionary<string, Func<Task>>
{
    ["submit"] = Submit.RunAsync,
    ["get"] = Get.RunAsync,
    ["pipeline"] = Pipeline.RunAsync,
    ["visible"] = Visible.RunAsync,
    ["grow"] = Grow.RunAsync,
    ["coach"] = Coach.RunAsync,
    ["cases"] = GrowCases.RunAsync,
    ["publish"] = Publish.RunAsync,
    ["idle"] = Idle.RunAsync,
};

switch (args)
{
    case ["hello", var port]:
        await Hello.RunAsync(port);
        return 0;
    case [] or [..] when Array.TrueForAll(args, benchmarks.ContainsKey):
        foreach (var name in args.Length > 0 ? args : [.. benchmarks.Keys])
        {
            await benchmarks[name]();
        }

        return 0;
    default:
        Console.Error.WriteLine($"Benchmarks: {string.Join(", ", benchmarks.Keys)}");
        return 2;
}
