/** A number in [0, 1) that depends on nothing but the text: the same seed gives the same disorder. */
export function fraction(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index += 1) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
	hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
	return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

/** Rubbish of a wanted length in the alphabet of base64url. */
export function rubbish(seed: string, length: number): string {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
	return Array.from({ length }, (_, index) => alphabet[Math.floor(fraction(`${seed}:${index}`) * 64)]).join(
		'',
	);
}
