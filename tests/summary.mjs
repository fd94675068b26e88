// Reads the CTRF reports of a test run, prints what failed, what took longest, and as the last line `N passed, N failed`.
// usage: node summary.mjs <folder of reports> <name of each suite that ran>…
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...suites] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;
const suiteTimes = [];
const testTimes = [];

for (const suite of suites) {
  const file = join(folder, `${suite}.json`);
  if (!existsSync(file)) {
    failed++;
    console.log(`\nFAILED ${suite}: it ended without a report; its output is in ${join(folder, `${suite}.log`)}`);
    continue;
  }

  // xunit writes the control characters of a failure's words, such as a terminal's colours, as they are, which JSON does not allow.
  const { summary, tests } = JSON.parse(readFileSync(file, 'utf8').replace(/[\u0000-\u001f]/g, ' ')).results;
  passed += summary.passed;
  failed += summary.failed;
  skipped += summary.skipped + summary.pending;
  suiteTimes.push([suite, summary.stop - summary.start]);
  testTimes.push(...tests.map((test) => [`${suite}: ${test.name.split('.').slice(-2).join('.')}`, test.duration]));
  for (const test of tests.filter((t) => t.status === 'failed')) {
    console.log(`\nFAILED ${suite}: ${test.name}`);
    console.log(indent(test.message));
    console.log(indent(ownLines(test.trace)));
  }

  // Errors outside any test (a fixture that cannot be disposed, a crash in clean-up) are failures too.
  if (summary.other > 0) {
    failed += summary.other;
    console.log(`\nFAILED ${suite}: ${summary.other} error(s) outside its tests; see ${join(folder, `${suite}.log`)}`);
  }
  if (summary.tests === 0) {
    failed++;
    console.log(`\nFAILED ${suite}: it has no tests`);
  }
}

// A suite's time has that of its fixtures in it, which no test's has.
printLongest('Longest suites', suiteTimes);
printLongest('Longest tests', testTimes);
if (skipped > 0) console.log(`\n${skipped} skipped`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function printLongest(head, times) {
  console.log(`\n${head}`);
  for (const [name, milliseconds] of times.toSorted((a, b) => b[1] - a[1]).slice(0, 5)) {
    console.log(`${(milliseconds / 1000).toFixed(1).padStart(8)} s  ${name}`);
  }
}

// Of a stack trace, the lines that lie in this repository.
function ownLines(trace) {
  return (trace ?? '').split('\n').filter((line) => line.includes(process.cwd())).map((line) => line.replace(`${process.cwd()}/`, '')).join('\n');
}

// xunit escapes quotes twice in its report.
function indent(text) {
  return (text ?? '').replaceAll('\\"', '"').split('\n').map((line) => `    ${line}`).join('\n');
}
