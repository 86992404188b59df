import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { transformSync } from '@swc/core';
import {
  addEventHandler,
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  it,
  resetState,
  run,
  test,
} from 'jest-circus';
import { jestExpect as expect } from '@jest/expect';
import { ModuleMocker } from 'jest-mock';

// Stryker runs this in the folder of its copy, whose node_modules is a link to ours.
const require = createRequire(join(process.cwd(), 'package.json'));
const jest = new ModuleMocker(globalThis);
const compiled = new Map();
const stryker = (globalThis.__stryker__ ??= {});

/**
 * Runs the tests of a folder inside the process of a Stryker worker, with the test functions and the `expect` of Jest.
 * Jest itself evaluates every package anew for each test file of each mutant, which is most of the time. Here only the
 * modules of claimloop are evaluated anew, so a change in a constant counts too.
 */
class InProcessRunner {
  static inject = ['options'];
  #tests;

  constructor({ inProcess }) {
    this.#tests = inProcess.tests.flatMap(testFiles).map((path) => join(process.cwd(), path));
    require.extensions['.ts'] = compile;
    const globals = require.resolve('@jest/globals');
    const exports = { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test };
    require.cache[globals] = { id: globals, filename: globals, loaded: true, exports, children: [], paths: [] };
    addEventHandler((event) => this.#on(event));
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    Object.assign(stryker, { activeMutant: undefined, mutantCoverage: { static: {}, perTest: {} } });
    const { tests, errors } = await this.#run({ disableBail: true });
    if (errors.length > 0) return { status: 'error', errorMessage: errors.join('\n') };
    return { status: 'complete', tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, hitLimit, testFilter, disableBail }) {
    Object.assign(stryker, { activeMutant: activeMutant.id, hitCount: hitLimit && 0, hitLimit });
    const { tests, errors } = await this.#run({ disableBail, wanted: testFilter && new Set(testFilter) });
    if (hitLimit && stryker.hitCount > hitLimit) return { status: 'timeout', reason: 'too many hits' };
    const failed = tests.filter(({ status }) => status === 1);
    const nrOfTests = tests.filter(({ status }) => status !== 2).length;
    // A module that cannot be evaluated, or an error outside of a test, fails in Jest too.
    if (failed.length === 0 && errors.length === 0) return { status: 'survived', nrOfTests };
    const killedBy = failed.length > 0 ? failed.map(({ id }) => id) : [tests[0]?.id ?? 'loading'];
    return { status: 'killed', killedBy, failureMessage: failed[0]?.failureMessage ?? errors[0], nrOfTests };
  }

  async #run({ wanted, disableBail }) {
    for (const path of Object.keys(require.cache)) if (isOurs(path)) delete require.cache[path];
    resetState();
    this.wanted = wanted;
    this.mayStop = !disableBail;
    this.hasFailed = false;
    try {
      for (const path of this.#tests) {
        describe(relative(process.cwd(), path), () => {
          require(path);
        });
      }
    } catch (error) {
      resetState();
      return { tests: [], errors: [String(error?.stack ?? error)] };
    }
    const { testResults, unhandledErrors } = await run();
    return { tests: testResults.map(resultOf), errors: unhandledErrors };
  }

  #on({ name, test: one }) {
    if (name === 'test_start') {
      const id = idOf(pathOf(one));
      stryker.currentTestId = id;
      if ((this.wanted && !this.wanted.has(id)) || (this.mayStop && this.hasFailed)) one.mode = 'skip';
    }
    if (name === 'test_done' || name === 'test_skip') stryker.currentTestId = undefined;
    if (name === 'test_done' && one.errors.length > 0) this.hasFailed = true;
  }
}

function pathOf(block) {
  return block.parent ? [...pathOf(block.parent), block.name] : [];
}

function idOf(path) {
  return path.join(' ');
}

// The numbers are the statuses of Stryker: succeeded, failed, skipped.
function resultOf({ testPath, errors, status, duration }) {
  const id = idOf(testPath.slice(1));
  const result = { id, name: id, timeSpentMs: duration ?? 0 };
  if (errors.length > 0) return { ...result, status: 1, failureMessage: errors[0] };
  return { ...result, status: status === 'done' ? 0 : 2 };
}

function testFiles(path) {
  if (path.endsWith('.ts')) return [path];
  const names = readdirSync(path, { recursive: true });
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => join(path, name));
}

function isOurs(path) {
  return path.startsWith(process.cwd()) && !path.includes('/node_modules/');
}

function compile(module, filename) {
  if (!compiled.has(filename)) {
    const jsc = { target: 'es2022', parser: { syntax: 'typescript' } };
    const options = { filename, jsc, module: { type: 'commonjs' }, swcrc: false };
    compiled.set(filename, transformSync(readFileSync(filename, 'utf8'), options).code);
  }
  module._compile(compiled.get(filename), filename);
}

/** The Stryker plugin: the test runner "in-process" runs the tests in the folders and files of `inProcess.tests`. */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', injectableClass: InProcessRunner }];
export const strykerValidationSchema = { properties: { inProcess: { type: 'object' } } };
