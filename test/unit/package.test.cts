import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const PROJECT = path.join(__dirname, '..', '..');

interface Manifest {
	name: string;
	files: string[];
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
	bundledDependencies?: string[];
	peerDependencies: Record<string, string>;
	keywords: string[];
	n8n: { n8nNodesApiVersion: number; strict: boolean; credentials: string[]; nodes: string[] };
}

const manifest = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as Manifest;
let files: string[];

beforeAll(() => {
	if (!existsSync(path.join(PROJECT, 'dist', 'nodes'))) throw new Error('dist is missing: npm run build');
	const answer = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: PROJECT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [{ files: packed }] = JSON.parse(answer) as Array<{ files: Array<{ path: string }> }>;
	files = packed.map((file) => file.path).sort();
});

/** What a user's n8n needs, and what a reader of the npm page wants to see. */
const INTENDED = [
	/^(README|CHANGELOG|LICENSE)\.md$/,
	/^package\.json$/,
	/^dist\/(credentials|nodes|lib)\/.+\.(js|js\.map|d\.ts)$/,
	/^dist\/nodes\/\w+\/\w+\.node\.json$/,
	/^dist\/nodes\/(JdeAis|Coupa|JdeCoupa)\/(jdeAis|coupa|jdeCoupa)(\.dark)?\.svg$/,
	/^dist\/package\.json$/,
	/^workflows\/((README|orchestrations)\.md|[a-z-]+\.json)$/,
];

describe('the packed package', () => {
	it('holds what was intended and nothing else', () => {
		expect(files.filter((file) => !INTENDED.some((pattern) => pattern.test(file)))).toEqual([]);
		for (const pattern of INTENDED.filter((each) => !String(each).includes('dist\\/package'))) {
			expect([String(pattern), files.some((file) => pattern.test(file))]).toEqual([String(pattern), true]);
		}
	});

	it('holds no test, no simulator, no template source and no picture but the icons', () => {
		expect(files.filter((file) => /test|simulator|(^|\/)source\/|\.cts|demo|scripts/i.test(file))).toEqual(
			[],
		);
		expect(files.filter((file) => /\.(png|jpe?g|gif|webp|svg)$/.test(file))).toHaveLength(6);
	});

	it('holds the compiled form of every source file of today, and of none that was removed', () => {
		const sources = ['credentials', 'nodes', 'lib'].flatMap((folder) =>
			readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
				.filter((file) => file.endsWith('.ts'))
				.map((file) => path.posix.join(folder, file.split(path.sep).join('/'))),
		);
		const compiled = files.filter((file) => /^dist\/.+\.js$/.test(file));

		expect(sources.length).toBeGreaterThan(50);
		expect(compiled).toEqual(sources.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`).sort());
	});

	it('brings no dependency along, and asks n8n for one package only', () => {
		const { dependencies, optionalDependencies, bundledDependencies, peerDependencies } = manifest;

		expect({ dependencies, optionalDependencies, bundledDependencies }).toEqual({});
		expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('requires nothing at run time but its own files, Node and n8n-workflow', () => {
		const required = files
			.filter((file) => /^dist\/.+\.js$/.test(file))
			.flatMap((file) => {
				const code = readFileSync(path.join(PROJECT, file), 'utf8');
				return [...code.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name);
			})
			.filter((name) => !name.startsWith('.'));

		expect(
			[...new Set(required)].filter((name) => name !== 'n8n-workflow' && !name.startsWith('node:')),
		).toEqual([]);
	});

	it('registers every node and credential it holds', () => {
		const held = (pattern: RegExp) => files.filter((file) => pattern.test(file)).sort();

		expect([...manifest.n8n.nodes].sort()).toEqual(held(/\.node\.js$/));
		expect([...manifest.n8n.credentials].sort()).toEqual(held(/\.credentials\.js$/));
		expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
		expect(manifest.keywords).toContain('n8n-community-node-package');
	});

	it('finds the icons that its nodes and credentials name', () => {
		const owners = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
		const named = owners.flatMap((owner) => {
			const code = readFileSync(path.join(PROJECT, owner), 'utf8');
			return [...code.matchAll(/["']file:([^"']+\.svg)["']/g)].map(([, icon]) =>
				path.posix.join(path.posix.dirname(owner), icon),
			);
		});

		expect(named).toHaveLength(owners.length * 2);
		expect(named.filter((icon) => !files.includes(icon))).toEqual([]);
	});
});
