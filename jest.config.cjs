const shared = {
	rootDir: __dirname,
	testEnvironment: 'node',
	moduleFileExtensions: ['ts', 'cts', 'js', 'cjs', 'mjs', 'json'],
	modulePathIgnorePatterns: ['<rootDir>/dist'],
	transform: {
		'^.+\\.c?ts$': ['ts-jest', { tsconfig: 'tsconfig.tests.json', diagnostics: false }],
	},
};

/** Types are checked by `npm run lint`, so that the tests start at once. */
module.exports = {
	projects: [
		{ ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.cts'] },
		{ ...shared, displayName: 'simulators', testMatch: ['<rootDir>/test/simulators/**/*.test.cts'] },
		{
			...shared,
			displayName: 'workflows',
			testMatch: ['<rootDir>/test/workflows/**/*.test.cts'],
			globalSetup: '<rootDir>/test/workflows/globalSetup.cts',
			globalTeardown: '<rootDir>/test/workflows/globalTeardown.cts',
		},
	],
	// A ceiling for a machine that is busy with something else; nothing here waits for time to pass.
	testTimeout: 600000,
};
