// Two processes may want the same n8n at once: the second waits for the first, and takes over from a dead one.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const POLL_MS = 1_000;
const SAY_EVERY_MS = 15_000;

/**
 * @template T
 * @param {string} folder a path that exists only while somebody installs
 * @param {(line: string) => void} log
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withInstallLock(folder, log, work) {
	const removed = await acquire(folder, log);
	try {
		return await work();
	} finally {
		// Moved away first: deleting in place would, for a moment, leave an empty folder that another may take.
		const done = `${folder}.${randomUUID()}`;
		await renamed(folder, done);
		for (const path of [done, ...removed]) await rm(path, { recursive: true, force: true });
	}
}

/** Answers the dead locks that were put aside on the way. */
async function acquire(folder, log) {
	const own = `${folder}.${randomUUID()}`;
	await mkdir(own);
	await writeFile(join(own, 'owner.json'), JSON.stringify({ pid: process.pid, id: randomUUID() }));

	const aside = [];
	const started = Date.now();
	let nextSayMs = 0;
	// A folder cannot be renamed onto one that holds a file, so a lock always has one owner and names it.
	while (!(await renamed(own, folder))) {
		const owner = await ownerOf(folder);
		if (owner && !isAlive(owner.pid)) {
			// Named after the dead owner and kept until the end: who is late here does not move a living lock away.
			const dead = `${folder}.${owner.id}`;
			if (await renamed(folder, dead)) aside.push(dead);
			continue;
		}
		if (Date.now() - started >= nextSayMs) {
			log(`  … another process (${owner?.pid ?? 'ending'}) is installing n8n; waiting for it`);
			nextSayMs += SAY_EVERY_MS;
		}
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
	return aside;
}

async function renamed(from, to) {
	try {
		await rename(from, to);
		return true;
	} catch (error) {
		if (['EEXIST', 'ENOENT', 'ENOTEMPTY', 'EPERM'].includes(error.code)) return false;
		throw error;
	}
}

async function ownerOf(folder) {
	try {
		return JSON.parse(await readFile(join(folder, 'owner.json'), 'utf8'));
	} catch {
		return undefined;
	}
}

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}
