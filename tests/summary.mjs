// Reads the CTRF reports of a test run, prints what failed, and as the last line `N passed, N failed`.
// usage: node summary.mjs <folder of reports> <name of each suite that ran>…
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...suites] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;

for (const suite of suites) {
  const file = join(folder, `${suite}.json`);
  if (!existsSync(file)) {
    failed++;
    console.log(`\nFAILED ${suite}: it ended without a report; its output is in ${join(folder, `${suite}.log`)}`);
    continue;
  }

  const { summary, tests } = JSON.parse(readFileSync(file, 'utf8')).results;
  passed += summary.passed;
  failed += summary.failed;
  skipped += summary.skipped + summary.pending;
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

if (skipped > 0) console.log(`\n${skipped} skipped`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

// Of a stack trace, the lines that lie in this repository.
function ownLines(trace) {
  return (trace ?? '').split('\n').filter((line) => line.includes(process.cwd())).map((line) => line.replace(`${process.cwd()}/`, '')).join('\n');
}

// xunit escapes quotes twice in its report.
function indent(text) {
  return (text ?? '').replaceAll('\\"', '"').split('\n').map((line) => `    ${line}`).join('\n');
}
