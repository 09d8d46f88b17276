import type { CoupaSimulator } from '../simulators/coupa/index.cts';
import type { ExpectedAddress, ExpectedSupplier } from './expected.cts';
import { text } from './expected.cts';

type Shown = Record<string, unknown>;

/** A supplier as Coupa holds it, in the shape of the expectation; undefined where Coupa has none of this number. */
export function shownSupplier(
	coupa: CoupaSimulator,
	number: string,
):
	| (Omit<ExpectedSupplier, 'nameIsShared' | 'hasOrderHold'> & { status: string; onHold: boolean })
	| undefined {
	const found = coupa.store.find('suppliers', { number }) as Shown | undefined;
	if (!found) return undefined;
	const remitTo = (found['remit-to-addresses'] ?? []) as Shown[];
	return {
		number: text(found.number),
		name: text(found.name),
		displayName: text(found['display-name']),
		taxId: text(found['tax-id']),
		paymentTerm: text((found['payment-term'] as Shown | null)?.code),
		status: text(found.status),
		onHold: found['on-hold'] === true,
		address: shownAddress(found['primary-address'] as Shown | null),
		remitTo: Object.fromEntries(
			remitTo.map((one) => [
				text(one['remit-to-code']),
				{ name: text(one.name), address: shownAddress(one) },
			]),
		),
	};
}

export function shownAddress(address: Shown | null | undefined): ExpectedAddress | undefined {
	if (!address) return undefined;
	return {
		street1: text(address.street1),
		street2: text(address.street2),
		street3: text(address.street3),
		street4: text(address.street4),
		city: text(address.city),
		state: text(address.state),
		'postal-code': text(address['postal-code']),
		country: text((address.country as Shown | null)?.code),
	};
}
