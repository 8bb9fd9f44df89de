import { getResponder, type Responder } from '@homebridge/ciao'

/**
 * Tells the network's devices where a name ending in .local is (mDNS, RFC 6762), on one card only. Gives what ends it.
 * Where the network carries no multicast nothing happens: the address on the owner's screen is another way in.
 */
export async function announceDoor(
  door: { readonly address: string; readonly port: number; readonly hostName: string },
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  let responder: Responder | null = null
  try {
    responder = getResponder({ interface: [door.address], disableIpv6: true })
    const service = responder.createService({
      name: `Yifang ${door.hostName.replace('.local', '')}`,
      type: 'yifang',
      port: door.port,
      hostname: door.hostName.replace('.local', ''),
      restrictedAddresses: [door.address],
      disabledIpv6: true,
    })
    await service.advertise()
  } catch (error) {
    onError(error)
  }
  return async () => {
    await responder?.shutdown().catch(() => {})
  }
}
