import { createHash } from 'node:crypto';

import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { payloadOf } from '../model/body';
import { hintsOf } from '../model/event';
import type { Hint } from '../model/event';
import { headerPairs, signsId, valuesOf } from '../verify';
import type { Verdict } from '../verify';
import { refuse } from './answer';
import { gateOf } from './gate';
import type { Settings } from './settings';
import { isFromOutside, isWanted } from './settings';
import { readBody } from './request';
import type { RawBody } from './request';

/** One delivery: believed or refused, and only if it is believed parsed. A refused one starts no execution. */
export async function handleDelivery(
	context: IWebhookFunctions,
	nowMs: number,
): Promise<IWebhookResponseData> {
	const gate = await gateOf(context);
	// Refused, not let through: without a secret nobody can tell who sends.
	if (!gate.ok) return refuse(context, { status: 401, why: `${gate.why}. ${gate.fix}` });
	const { settings } = gate;
	const request = context.getRequestObject();
	if (isFromOutside(settings, request.ip))
		return refuse(context, { status: 403, why: "Its address is not in 'Allowed Addresses'" });

	const read = await readBody(context, settings.bodyLimitBytes);
	if (!read.ok) return refuse(context, read);
	const headers = headerPairs(request.rawHeaders);
	const verdict = eitherBody(read.value, (body) => gate.check({ body, headers }, nowMs));
	if (!verdict.ok) return refuse(context, { status: 401, why: verdict.why });

	const [event = ''] = settings.eventHeader === '' ? [] : valuesOf(headers, settings.eventHeader);
	const item = itemOf(read.value.body, valuesOf(headers, 'Content-Type')[0] ?? '', event, settings, verdict, {
		...(verdict.id === undefined ? unsignedId(headers, settings) : {}),
		receivedAt: new Date(nowMs).toISOString(),
	});
	const events = (item.events ?? [item]) as unknown as Told[];
	const names = events.flatMap(({ event: name, document }) => [name ?? undefined, document?.type]);
	if (!isWanted(settings.events, names)) {
		const name = names.find((each) => each) ?? 'without a name';
		return {
			webhookResponse: { received: true, started: false, reason: `Event '${name}' is not selected` },
		};
	}
	return {
		webhookResponse: { received: true, started: true, eventId: item.eventId },
		workflowData: [[{ json: item }]],
	};
}

/** A sender signs what it wrote, or what it compressed of it. */
function eitherBody({ body, wire }: RawBody, check: (body: Buffer) => Verdict): Verdict {
	const verdict = check(body);
	return verdict.ok || wire.equals(body) ? verdict : check(wire);
}

/** Without a signature the id header is still how a sender numbers its events. */
function unsignedId(headers: Array<[string, string]>, { authentication, scheme }: Settings): { id?: string } {
	const ids =
		authentication === 'signature' || scheme.idHeader === '' ? [] : valuesOf(headers, scheme.idHeader);
	return ids.length === 1 && ids[0] !== '' ? { id: ids[0] } : {};
}

function itemOf(
	body: Buffer,
	contentType: string,
	eventHeader: string,
	{ authentication, scheme }: Settings,
	verdict: { id?: string; sentAt?: number },
	{ id = verdict.id, receivedAt }: { id?: string; receivedAt: string },
): IDataObject {
	const payload = payloadOf(body, contentType);
	const events = hintsOf(payload, eventHeader).map(toldBy);
	// Of several events none is the one: the item names each, and nothing is guessed.
	const [only] = events.length === 1 ? events : [{ event: null, document: null }];
	const digest = createHash('sha256').update(body).digest('hex');
	return {
		eventId: id ?? digest,
		eventIdFrom: id === undefined ? 'digest' : 'header',
		eventIdIsSigned: authentication === 'signature' && (id === undefined || signsId(scheme)),
		digest,
		...only,
		...(events.length > 1 ? { events: events as unknown as IDataObject[] } : {}),
		receivedAt,
		sentAt: verdict.sentAt === undefined ? null : new Date(verdict.sentAt).toISOString(),
		body: payload.value as IDataObject,
		...(payload.root === undefined ? {} : { rootElement: payload.root }),
		// What can be read neither as JSON nor as XML is not lost.
		...(payload.value === null ? { bodyBase64: body.toString('base64') } : {}),
	};
}

interface Told {
	event: string | null;
	document: { type: string; id: string | null; number: string | null } | null;
}

function toldBy({ event, document }: Hint): Told {
	const { type, id, number } = document ?? {};
	return {
		event: event ?? null,
		document: type === undefined ? null : { type, id: id ?? null, number: number ?? null },
	};
}
