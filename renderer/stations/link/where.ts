import { stationMark } from '../../../shared/desktop-bridge.ts'

/** Whether this page was loaded through the station door. */
export const isStationPage = !window.yifang && location.protocol === 'https:'

/** Whether this is the program's own window on a PC that works in the workshop of another. */
export const isDesktopStation = window.yifang !== undefined && location.search === stationMark

/** Whether the host is another PC's: its link may drop. */
export const isStation = isStationPage || isDesktopStation
