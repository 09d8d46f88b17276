import { readMultipart as read, type Part } from '../kit/multipart.cts';
import { AisRefusal, badRequest } from './errors.cts';

/** The parts of a multipart/form-data body by name. */
export function readMultipart(contentType: string, body: Buffer): Record<string, Part | undefined> {
	const parts = read(contentType, body);
	if (typeof parts.why !== 'string') return parts as Record<string, Part>;
	if (parts.why === 'not multipart') {
		throw new AisRefusal(415, 'Unsupported Media Type', 'javax.ws.rs.NotSupportedException');
	}
	throw badRequest(parts.why);
}
