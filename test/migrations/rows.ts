import type { Row } from './support.ts'

/**
 * Rows as the program of each migration wrote them: what a workshop's store held when the next one came.
 * Written by hand and kept for ever; a new migration adds a block and changes none.
 */
export const rowsOf: Readonly<Record<string, readonly (readonly [table: string, row: Row])[]>> = {
  '0001-workshop': [
    [
      'command',
      {
        id: 1,
        uuid: '01980000-0000-7000-8000-000000000001',
        name: 'settings.initialise',
        user_id: null,
        station: 'host',
        at: 1,
        input_digest: 'd',
      },
    ],
    [
      'workshop',
      {
        id: 1,
        site_id: 'site',
        time_zone: 'Asia/Shanghai',
        restore_epoch: 2,
        public_key: 'p',
        private_key: 'k',
        created_at: 1,
      },
    ],
    ['user', { id: 1, name: '老板', role: 'owner', pin_hash: 'salt.hash', command_id: 1 }],
    ['user', { id: 2, name: '小丁', role: 'packer', language: 'zh-CN', command_id: 1 }],
    [
      'audit',
      {
        id: 1,
        command_id: 1,
        table_name: 'user',
        row_id: 1,
        last_row_id: 2,
        action: 'insert',
        before: null,
        after: null,
      },
    ],
    ['setting', { id: 1, key: 'workshop', value: '{"name":"丁家衣坊"}', command_id: 1 }],
    ['job', { id: 1, kind: 'import', subject_id: 1, state: 'interrupted', started_at: 5 }],
  ],
  '0002-catalog': [
    ['style', { id: 1, style_number: 'HX-01', name: '护士服', name_initials: 'hsf', command_id: 1 }],
    [
      'style_photo',
      { id: 1, style_id: 1, content_hash: 'abc', media_type: 'image/jpeg', position: 0, command_id: 1 },
    ],
    ['style_colour', { id: 1, style_id: 1, name: '白', position: 0, command_id: 1 }],
    ['style_size', { id: 1, style_id: 1, name: '120', position: 0, command_id: 1 }],
    ['item', { id: 1, kind: 'sku' }],
    ['item', { id: 2, kind: 'sku' }],
    ['sku', { id: 1, style_id: 1, colour: '白', size: '120', seller_code: 'HX01-W-120', command_id: 1 }],
    ['sku', { id: 2, style_id: 1, colour: '白', size: '套', is_set: 1, command_id: 1 }],
    ['set_part', { id: 1, set_sku_id: 2, part_sku_id: 1, quantity: 2, command_id: 1 }],
  ],
  '0003-orders': [
    [
      'shop',
      {
        id: 1,
        platform: 'taobao',
        name: '丁家演出服',
        currency: 'CNY',
        time_zone: 'Asia/Shanghai',
        promise_hours: 48,
        command_id: 1,
      },
    ],
    [
      'import_file',
      {
        id: 1,
        batch: 'b',
        shop_id: 1,
        file_name: 'ExportOrderList.csv',
        content_hash: 'h',
        byte_count: 10,
        format: 'taobao-orders',
        header: '[]',
        exported_at: 7,
        export_source: 'name',
        state: 'done',
        staged_at: 8,
        command_id: 1,
      },
    ],
    [
      'orders',
      {
        id: 1,
        shop_id: 1,
        order_number: '4182937465012345678',
        import_file_id: 1,
        status: 'paid',
        currency: 'CNY',
        ship_by_source: 'promise',
        stage: 'open',
        recipient_name: '林可',
        paid_amount: 12_900,
        command_id: 1,
      },
    ],
    [
      'order_line',
      {
        id: 1,
        order_id: 1,
        line_key: 'k',
        title: '小护士演出服',
        match_key: 'm',
        sku_id: 1,
        sku_source: 'code',
        quantity: 3,
        command_id: 1,
      },
    ],
    [
      'order_line',
      {
        id: 2,
        order_id: 1,
        line_key: 'k2',
        kind: 'resend',
        answers_line_id: 1,
        title: '补发',
        match_key: 'm',
        quantity: 1,
        command_id: 1,
      },
    ],
    [
      'import_row',
      {
        id: 1,
        import_file_id: 1,
        row: 2,
        order_number: '4182937465012345678',
        cells: '["4182937465012345678"]',
      },
    ],
    ['order_term', { term: '林可', order_id: 1 }],
  ],
  '0004-inventory': [
    ['location', { id: 1, code: 'A', name: '成品架', kind: 'sellable', command_id: 1 }],
    [
      'stock_move',
      {
        id: 1,
        item_id: 1,
        location_id: 1,
        quantity: 5,
        value: 10_000,
        reason: 'opening',
        at: 9,
        command_id: 1,
      },
    ],
    ['stock_level', { item_id: 1, location_id: 1, quantity: 5, value: 10_000 }],
    ['allocation', { id: 1, order_line_id: 1, item_id: 1, quantity: 3 }],
  ],
  '0005-shipping': [
    ['carrier', { id: 1, code: 'ZTO', name: '中通快递', command_id: 1 }],
    [
      'parcel',
      {
        id: 1,
        state: 'packed',
        carrier_id: 1,
        tracking_number: '78123456789012',
        opened_at: 10,
        command_id: 1,
      },
    ],
    ['parcel_line', { id: 1, parcel_id: 1, order_line_id: 1, item_id: 1, quantity: 3, command_id: 1 }],
    ['return_case', { id: 7, order_id: 1, state: 'unchecked', received_at: 11, command_id: 1 }],
    [
      'return_line',
      { id: 9, return_case_id: 7, order_line_id: 1, item_id: 1, quantity: 1, restocked: 1, command_id: 1 },
    ],
  ],
  '0006-aftersale-release': [
    ['return_case', { id: 8, order_id: null, state: 'unchecked', received_at: 12, command_id: 1 }],
    [
      'return_line',
      { id: 10, return_case_id: 8, order_line_id: null, earlier: 1, item_id: 1, quantity: 1, command_id: 1 },
    ],
  ],
  '0007-not-goods': [
    [
      'listing_alias',
      {
        id: 2,
        shop_id: 1,
        match_key: 'text:补邮费|',
        sku_id: null,
        pending: 'apply',
        title: '补邮费',
        attributes: '',
        seller_code: '',
        command_id: 1,
      },
    ],
    [
      'order_line',
      {
        id: 3,
        order_id: 1,
        line_key: 'k3',
        title: '补邮费',
        match_key: 'text:补邮费|',
        sku_source: 'alias',
        quantity: 1,
        command_id: 1,
      },
    ],
  ],
  '0008-supplier-returns': [
    ['supplier', { id: 1, name: '隔壁老王', name_initials: 'gblw', kind: 'neighbour', command_id: 1 }],
    ['supplier_return', { id: 1, supplier_id: 1, amount: 6000, business_date: '2026-05-20', command_id: 1 }],
    [
      'supplier_return_line',
      { id: 1, supplier_return_id: 1, item_id: 1, location_id: 1, quantity: 3, amount: 6000, command_id: 1 },
    ],
  ],
  '0009-shop-names': [
    ['shop_name', { id: 1, platform: 'taobao', name: '小星舞台服装', shop_id: 1, command_id: 1 }],
  ],
}
