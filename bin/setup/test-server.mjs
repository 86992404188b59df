import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './paths.mjs';
import { isProgram, onPath, run } from './run.mjs';
import { downloadBySdk, downloadedBySdk } from './sdk-server.mjs';

const version = '1.38.0';

const ways = `Ways to get one:
  - with access to https://temporal.download the Temporal SDK downloads one by itself
  - install Java (11 or later) and Maven, so that it can be downloaded from Maven Central
  - set CLAIMLOOP_TEST_SERVER to the path of a temporal-test-server program`;

/** Finds Temporal's time-skipping test server: {path, from}, or undefined. Only tests need it. */
export function findTestServer() {
  const named = process.env.CLAIMLOOP_TEST_SERVER;
  if (named && !isProgram(named))
    throw new Error(`CLAIMLOOP_TEST_SERVER names ${named}, which is not an executable file.`);
  if (named) return { path: named, from: 'CLAIMLOOP_TEST_SERVER' };
  if (isProgram(cachedPath()) && onPath('java')) return { path: cachedPath(), from: 'the cache' };
  const downloaded = downloadedBySdk('time-skipping');
  return downloaded ? { path: downloaded, from: "the SDK's download" } : undefined;
}

/** Gets a time-skipping test server: downloaded by the SDK, otherwise from Maven Central. */
export async function getTestServer() {
  const failures = [];
  for (const [from, get] of [
    ["the SDK's download", () => downloadBySdk('time-skipping')],
    ['Maven', fromMaven],
  ]) {
    try {
      return { path: await get(), from };
    } catch (error) {
      failures.push(`  - ${from}: ${error.message.split('\n').slice(0, 3).join(' ')}`);
    }
  }
  throw new Error(
    `No time-skipping test server was found, and none could be downloaded:\n${failures.join('\n')}\n${ways}`,
  );
}

function cachedPath() {
  return join(cacheFolder(), 'test-server', version, 'temporal-test-server');
}

async function fromMaven() {
  for (const program of ['java', 'mvn']) if (!onPath(program)) throw new Error(`${program} is not on PATH`);
  mkdirSync(join(cacheFolder(), 'test-server'), { recursive: true });
  const next = mkdtempSync(join(cacheFolder(), 'test-server', 'maven-'));
  try {
    writeFileSync(join(next, 'pom.xml'), project);
    const goal = ['-q', '-B', 'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=lib'];
    await run('mvn', goal, { cwd: next, timeoutMs: 600_000 });
    writeFileSync(join(next, 'temporal-test-server'), wrapper);
    chmodSync(join(next, 'temporal-test-server'), 0o755);
    const target = join(cacheFolder(), 'test-server', version);
    if (existsSync(target)) rmSync(target, { recursive: true });
    renameSync(next, target);
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
  return cachedPath();
}

const project = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>claimloop</groupId><artifactId>test-server</artifactId><version>1</version>
  <dependencies><dependency>
    <groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${version}</version>
  </dependency></dependencies>
</project>
`;

// These JVM options halve the start-up time. The SDK waits at most 5 seconds for it.
const wrapper = `#!/bin/sh
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto \\
  -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"
`;
