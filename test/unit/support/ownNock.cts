import nock from 'nock';

/** Jest gives each file a nock of its own, and one left in place would swallow the calls of the next file. */
export function ownNock(): void {
	beforeAll(() => {
		if (!nock.isActive()) nock.activate();
	});
	afterAll(() => nock.restore());
}
