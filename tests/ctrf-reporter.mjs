// A reporter for node's own test runner: writes the CTRF report that summary.mjs reads.
export default async function* report(events) {
  const tests = [];
  for await (const { type, data } of events) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    const status = data.skip !== undefined || data.todo !== undefined ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
    const cause = data.details?.error?.cause ?? data.details?.error;
    tests.push({ name: data.name, status, duration: data.details?.duration_ms ?? 0, message: cause?.message, trace: cause?.stack });
  }

  const count = (status) => tests.filter((t) => t.status === status).length;
  const summary = { tests: tests.length, passed: count('passed'), failed: count('failed'), skipped: count('skipped'), pending: 0, other: 0 };
  yield JSON.stringify({ results: { tool: { name: 'node' }, summary, tests } });
}
