import type { ThemeConfig } from 'antd'

/**
 * The look (DESIGN §6), in one place. Ink on white; vermilion for what needs the user now, jade for done.
 * Contrast on white: ink 15.8, vermilion 5.1, jade 5.0, muted 5.9 (WCAG AA asks 4.5).
 */
export const colours = {
  ink: '#1F2328',
  muted: '#59616B',
  line: '#D8DCE1',
  ground: '#FFFFFF',
  paper: '#F6F7F8',
  vermilion: '#C8402A',
  vermilionSoft: '#FBEAE6',
  jade: '#2E7D5B',
  jadeSoft: '#E6F2EC',
  amber: '#8F5B00',
  amberSoft: '#FCF3DF',
  blue: '#2F5D8C',
  blueSoft: '#E8EFF6',
} as const

/**
 * System fonts first; Noto Sans SC is bundled for PCs that lack them and for print. English begins with a
 * Latin font, since a Chinese one draws its apostrophes and quotation marks a whole character wide; where there is none
 * of these, the bundled one draws all: behind another font Chromium left boxes for Chinese drawn before it had come.
 */
const systemFonts = '"Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC"'
/** Android always has Chinese of its own, under no name that a page may ask for: half a megabyte of ours is not loaded there. */
const chineseFonts = /Android/.test(navigator.userAgent)
  ? 'system-ui, sans-serif'
  : `${systemFonts}, "Noto Sans SC", system-ui, sans-serif`
export const fontFamilies = {
  'zh-CN': chineseFonts,
  en: `"Segoe UI", "SF Pro Text", ${chineseFonts}`,
} as const

/** Sizes of the one type scale: office, shop floor, and what is read from two metres. */
export const fontSizes = { office: 14, touch: 18, floor: 20, far: 36 } as const

const targetHeight = 44

const fieldInHand = { activeBorderColor: colours.blue, hoverBorderColor: colours.blue } as const

export const theme: ThemeConfig = {
  // Its style sheet comes as a file (main.tsx), which takes these values by name: written while the first screen is drawn, it
  // would be a third of a tablet's work.
  zeroRuntime: true,
  hashed: false,
  token: {
    colorPrimary: colours.vermilion,
    colorLink: colours.blue,
    colorSuccess: colours.jade,
    colorWarning: colours.amber,
    colorError: colours.vermilion,
    colorInfo: colours.blue,
    // antd derives muddy grounds from dark colours.
    colorErrorBg: colours.vermilionSoft,
    colorErrorBorder: colours.vermilion,
    colorWarningBg: colours.amberSoft,
    colorWarningBorder: '#E3C88E',
    colorSuccessBg: colours.jadeSoft,
    colorSuccessBorder: '#A9CFBC',
    colorInfoBg: colours.blueSoft,
    colorInfoBorder: '#B3C6DA',
    colorTextBase: colours.ink,
    colorTextSecondary: colours.muted,
    colorTextDescription: colours.muted,
    colorBorder: colours.line,
    colorBgLayout: colours.paper,
    // Set with the language: see setShownLanguage.
    fontFamily: 'var(--font)',
    fontSize: fontSizes.office,
    borderRadius: 4,
    sizeUnit: 4,
    // A cheap PC draws tables, not fades.
    motion: false,
    wireframe: false,
  },
  components: {
    // The field in hand is blue: a vermilion border would look like a mistake in it.
    Input: { ...fieldInHand, activeShadow: 'none' },
    InputNumber: { ...fieldInHand, activeShadow: 'none' },
    DatePicker: { ...fieldInHand, activeShadow: 'none' },
    Select: { ...fieldInHand, activeOutlineColor: 'transparent' },
    Table: {
      cellPaddingBlock: 7,
      cellPaddingInline: 10,
      headerBg: colours.paper,
      headerSplitColor: 'transparent',
    },
    Layout: { bodyBg: colours.ground, siderBg: colours.paper, headerBg: colours.ground },
    Tabs: { horizontalMargin: '0 0 16px 0' },
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
  },
}

/** The same for fingers: what is pressed is at least 44 px high, whatever size it was given, and text at least 18 px. */
export const touchTheme: ThemeConfig = {
  ...theme,
  token: {
    ...theme.token,
    fontSize: fontSizes.touch,
    fontSizeSM: fontSizes.touch,
    lineHeight: 26 / 18,
    controlHeight: targetHeight,
    controlHeightSM: targetHeight,
    controlHeightLG: targetHeight + 8,
    controlInteractiveSize: 24,
  },
  components: {
    ...theme.components,
    Tabs: { ...theme.components?.Tabs, horizontalItemPadding: '10px 5px' },
    Switch: { trackHeight: 32, trackMinWidth: 60, handleSize: 28 },
    Modal: { titleFontSize: 20 },
    Select: { ...theme.components?.Select, optionHeight: targetHeight, optionPadding: '9px 12px' },
  },
}
