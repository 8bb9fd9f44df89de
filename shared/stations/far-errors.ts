/** What the program of a joined PC tells its page where the workshop's host does not: nobody answered, or did not let in. */
export const farErrors = { unreachable: 'workshop-unreachable', closed: 'workshop-closed' } as const
