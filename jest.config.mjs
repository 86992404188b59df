export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // `npm run kills` runs these: they wait for servers to recover, and take minutes.
  testPathIgnorePatterns: ['<rootDir>/test/kills/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.cache'],
  extensionsToTreatAsEsm: ['.ts'],
  // No module type here: the transform then gives ES modules to tests, and CommonJS to the set-up, as Jest asks.
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // Two on two cores: many tests wait for servers, and Jest would otherwise leave a core idle.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
