// Everything that n8n's own lint configuration does not reach: tests, demo, scripts and template sources.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['dist/**', 'node_modules/**', 'nodes/**', 'credentials/**', 'lib/**', 'coverage/**'] },
	js.configs.recommended,
	...tseslint.configs.recommended,
	{
		files: ['**/*.cts', '**/*.mjs', '**/*.cjs', '*.js'],
		languageOptions: {
			globals: Object.fromEntries(
				[
					'process',
					'console',
					'Buffer',
					'URL',
					'URLSearchParams',
					'fetch',
					'setTimeout',
					'clearTimeout',
					'setInterval',
					'clearInterval',
					'setImmediate',
					'AbortController',
					'AbortSignal',
					'structuredClone',
					'require',
					'module',
					'exports',
					'__dirname',
					'__filename',
					'performance',
					'FormData',
					'Blob',
				].map((name) => [name, 'readonly']),
			),
		},
		rules: {
			'@typescript-eslint/no-require-imports': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			eqeqeq: 'error',
		},
	},
);
