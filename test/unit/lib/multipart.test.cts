import { multipart } from '../../../lib/multipart';
import { readMultipart, type Part } from '../../simulators/kit/multipart.cts';

const file = (fileName: string, content: Buffer, mimeType = 'application/pdf') => ({
	name: 'attachment[file]',
	fileName,
	mimeType,
	content,
});
const read = (parts: Parameters<typeof multipart>[0]) => {
	const { contentType, body } = multipart(parts);
	return readMultipart(contentType, body) as Record<string, Part>;
};

describe('a form with files', () => {
	it('keeps every byte of a file, and the texts beside it', () => {
		const content = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
		const parts = read([file('Rechnung 7.pdf', content), { name: 'attachment[type]', text: 'file' }]);
		expect(parts['attachment[file]']).toEqual({
			fileName: 'Rechnung 7.pdf',
			contentType: 'application/pdf',
			content,
		});
		expect(parts['attachment[type]']!.content.toString()).toBe('file');
	});

	it('lets no name of a file write headers of its own', () => {
		const parts = read([
			file('a"; x="\r\nX-Evil: 1\r\n\r\n.pdf', Buffer.from('x'), 'text/plain\r\nX-Evil: 1'),
		]);
		expect(parts['attachment[file]']).toMatchObject({
			fileName: 'a%22; x=%22%0D%0AX-Evil: 1%0D%0A%0D%0A.pdf',
			content: Buffer.from('x'),
		});
	});

	it('is the same form when it is sent again', () => {
		const parts = [file('a.pdf', Buffer.from('x'))];
		expect(multipart(parts)).toEqual(multipart(parts));
	});
});
