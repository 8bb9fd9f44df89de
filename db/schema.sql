-- Written by build/schema-types.ts from db/migrations. Do not edit.

CREATE TABLE workshop (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  site_id TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  restore_epoch INTEGER NOT NULL,
  public_key TEXT NOT NULL,
  private_key TEXT NOT NULL,
  created_at INTEGER NOT NULL
, code_mark INTEGER NOT NULL DEFAULT 0 CHECK (code_mark BETWEEN 0 AND 22)) STRICT;

CREATE TABLE user (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'office', 'packer', 'recorder', 'worker', 'installer')),
  language TEXT CHECK (language IN ('zh-CN', 'en')),
  pin_hash TEXT,
  failed_attempts INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER,
  archived_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE command (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  user_id INTEGER REFERENCES user (id),
  station TEXT NOT NULL,
  at INTEGER NOT NULL,
  input_digest TEXT NOT NULL,
  answer TEXT
, kept_by INTEGER REFERENCES user (id), kept_at INTEGER, sent_by INTEGER REFERENCES user (id)) STRICT;

CREATE INDEX command_at ON command (at);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  command_id INTEGER NOT NULL REFERENCES command (id),
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  last_row_id INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('insert', 'update', 'delete')),
  before TEXT,
  after TEXT
) STRICT;

CREATE INDEX audit_command ON audit (command_id);

CREATE INDEX audit_row ON audit (table_name, row_id);

CREATE INDEX audit_range ON audit (table_name, row_id) WHERE last_row_id > row_id;

CREATE TABLE setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  subject_id INTEGER,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER NOT NULL DEFAULT 0,
  result TEXT,
  error TEXT,
  started_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;

CREATE TABLE style (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  style_number TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  name_initials TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  archived_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE style_photo (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  style_id INTEGER NOT NULL REFERENCES style (id),
  content_hash TEXT NOT NULL,
  media_type TEXT NOT NULL,
  colour TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX style_photo_style ON style_photo (style_id, position);

CREATE TABLE style_colour (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  style_id INTEGER NOT NULL REFERENCES style (id),
  name TEXT NOT NULL,
  swatch TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (style_id, name)
) STRICT;

CREATE TABLE style_size (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  style_id INTEGER NOT NULL REFERENCES style (id),
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (style_id, name)
) STRICT;

CREATE TABLE item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('sku', 'material'))
) STRICT;

CREATE TABLE sku (
  id INTEGER PRIMARY KEY REFERENCES item (id),
  style_id INTEGER NOT NULL REFERENCES style (id),
  colour TEXT NOT NULL,
  size TEXT NOT NULL,
  seller_code TEXT NOT NULL DEFAULT '' COLLATE NOCASE,
  barcode TEXT NOT NULL DEFAULT '',
  is_set INTEGER NOT NULL DEFAULT 0 CHECK (is_set IN (0, 1)),
  safety_stock INTEGER NOT NULL DEFAULT 0 CHECK (safety_stock >= 0),
  archived_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id), seconds_of INTEGER REFERENCES sku (id),
  UNIQUE (style_id, colour, size)
) STRICT;

CREATE UNIQUE INDEX sku_seller_code ON sku (seller_code) WHERE seller_code <> '';

CREATE UNIQUE INDEX sku_barcode ON sku (barcode) WHERE barcode <> '';

CREATE TABLE set_part (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  set_sku_id INTEGER NOT NULL REFERENCES sku (id),
  part_sku_id INTEGER NOT NULL REFERENCES sku (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (set_sku_id, part_sku_id),
  CHECK (set_sku_id <> part_sku_id)
) STRICT;

CREATE INDEX set_part_part ON set_part (part_sku_id);

CREATE TABLE shop (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  platform TEXT NOT NULL,
  name TEXT NOT NULL,
  currency TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  promise_hours INTEGER CHECK (promise_hours > 0),
  sender TEXT NOT NULL DEFAULT '{}',
  archived_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (platform, name)
) STRICT;

CREATE TABLE customer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_initials TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('direct', 'seller')),
  phone TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  archived_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE import_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch TEXT NOT NULL,
  shop_id INTEGER REFERENCES shop (id),
  file_name TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  byte_count INTEGER NOT NULL,
  format TEXT NOT NULL,
  header TEXT NOT NULL,
  mapping TEXT,
  exported_at INTEGER NOT NULL,
  export_source TEXT NOT NULL CHECK (export_source IN ('name', 'content', 'user')),
  state TEXT NOT NULL CHECK (state IN ('staged', 'applying', 'done', 'undone', 'discarded')),
  row_count INTEGER NOT NULL DEFAULT 0,
  order_count INTEGER NOT NULL DEFAULT 0,
  applied_to TEXT NOT NULL DEFAULT '',
  summary TEXT,
  staged_at INTEGER NOT NULL,
  finished_at INTEGER,
  command_id INTEGER REFERENCES command (id)
, shop_names TEXT NOT NULL DEFAULT '[]') STRICT;

CREATE INDEX import_file_shop ON import_file (shop_id, exported_at);

CREATE INDEX import_file_batch ON import_file (batch);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  shop_id INTEGER NOT NULL REFERENCES shop (id),
  order_number TEXT NOT NULL,
  customer_id INTEGER REFERENCES customer (id),
  import_file_id INTEGER REFERENCES import_file (id),
  status TEXT NOT NULL CHECK (status IN ('unpaid', 'paid', 'partly-shipped', 'shipped', 'completed', 'closed', 'unknown')),
  platform_status TEXT NOT NULL DEFAULT '',
  after_sale TEXT NOT NULL DEFAULT 'none' CHECK (after_sale IN ('none', 'requested', 'refunded', 'rejected')),
  head_as_of INTEGER NOT NULL DEFAULT 0,
  lines_as_of INTEGER NOT NULL DEFAULT 0,
  currency TEXT NOT NULL,
  goods_amount INTEGER,
  postage_amount INTEGER,
  discount_amount INTEGER,
  paid_amount INTEGER,
  refund_amount INTEGER,
  buyer_id TEXT NOT NULL DEFAULT '',
  buyer_note TEXT NOT NULL DEFAULT '',
  seller_note TEXT NOT NULL DEFAULT '',
  titles TEXT NOT NULL DEFAULT '',
  invoice_title TEXT NOT NULL DEFAULT '',
  invoice_state TEXT NOT NULL DEFAULT 'none' CHECK (invoice_state IN ('none', 'asked', 'sent')),
  stated_pieces INTEGER,
  recipient_name TEXT NOT NULL DEFAULT '',
  recipient_phone TEXT NOT NULL DEFAULT '',
  recipient_province TEXT NOT NULL DEFAULT '',
  recipient_city TEXT NOT NULL DEFAULT '',
  recipient_district TEXT NOT NULL DEFAULT '',
  recipient_address TEXT NOT NULL DEFAULT '',
  recipient_postcode TEXT NOT NULL DEFAULT '',
  recipient_country TEXT NOT NULL DEFAULT '',
  masked INTEGER NOT NULL DEFAULT 0 CHECK (masked IN (0, 1)),
  created_at INTEGER,
  paid_at INTEGER,
  promised_at INTEGER,
  platform_shipped_at INTEGER,
  completed_at INTEGER,
  user_ship_by INTEGER,
  ship_by INTEGER,
  ship_by_source TEXT NOT NULL CHECK (ship_by_source IN ('user', 'platform', 'promise', 'none')),
  performance_date TEXT,
  hold_reason TEXT,
  note TEXT NOT NULL DEFAULT '',
  address_differs INTEGER NOT NULL DEFAULT 0 CHECK (address_differs IN (0, 1)),
  stage TEXT NOT NULL CHECK (stage IN ('waiting', 'open', 'picking', 'packed', 'shipped', 'ended')),
  piece_count INTEGER NOT NULL DEFAULT 0,
  short_count INTEGER NOT NULL DEFAULT 0,
  unmatched_count INTEGER NOT NULL DEFAULT 0,
  ended_at INTEGER,
  blanked_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id), after_sale_release TEXT CHECK (after_sale_release <> ''),
  UNIQUE (shop_id, order_number)
) STRICT;

CREATE INDEX orders_number ON orders (order_number);

CREATE INDEX orders_stage ON orders (stage, ship_by, id);

CREATE INDEX orders_active ON orders (ship_by, id) WHERE stage IN ('waiting', 'open', 'picking', 'packed');

CREATE INDEX orders_shop ON orders (shop_id, stage, ship_by, id);

CREATE INDEX orders_ship_by ON orders (ship_by, id);

CREATE INDEX orders_buyer ON orders (buyer_id) WHERE buyer_id <> '';

CREATE INDEX orders_unmatched ON orders (ship_by, id) WHERE unmatched_count > 0;

CREATE INDEX orders_import ON orders (import_file_id);

CREATE INDEX orders_customer ON orders (customer_id, ship_by, id) WHERE customer_id IS NOT NULL;

CREATE TABLE order_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  line_key TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'sale' CHECK (kind IN ('sale', 'resend', 'exchange')),
  answers_line_id INTEGER REFERENCES order_line (id),
  title TEXT NOT NULL,
  attributes TEXT NOT NULL DEFAULT '',
  seller_code TEXT NOT NULL DEFAULT '',
  listing_id TEXT NOT NULL DEFAULT '',
  listing_sku_id TEXT NOT NULL DEFAULT '',
  match_key TEXT NOT NULL,
  sku_id INTEGER REFERENCES sku (id),
  sku_source TEXT CHECK (sku_source IN ('code', 'alias', 'user')),
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled >= 0),
  shipped INTEGER NOT NULL DEFAULT 0 CHECK (shipped >= 0),
  returned INTEGER NOT NULL DEFAULT 0 CHECK (returned >= 0),
  unit_price INTEGER,
  paid_amount INTEGER,
  refund_amount INTEGER,
  platform_status TEXT NOT NULL DEFAULT '',
  after_sale TEXT NOT NULL DEFAULT 'none' CHECK (after_sale IN ('none', 'requested', 'refunded', 'rejected')),
  custom_text TEXT NOT NULL DEFAULT '',
  wearer TEXT NOT NULL DEFAULT '',
  measurements TEXT NOT NULL DEFAULT '',
  picture_hash TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (order_id, line_key)
) STRICT;

CREATE INDEX order_line_sku ON order_line (sku_id);

CREATE INDEX order_line_listing ON order_line (match_key);

CREATE TABLE order_edit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  field TEXT NOT NULL CHECK (field IN ('recipient')),
  platform_value TEXT NOT NULL,
  user_value TEXT NOT NULL,
  differs INTEGER NOT NULL DEFAULT 0 CHECK (differs IN (0, 1)),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (order_id, field)
) STRICT;

CREATE TABLE order_term (
  term TEXT NOT NULL,
  order_id INTEGER NOT NULL,
  PRIMARY KEY (term, order_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX order_term_order ON order_term (order_id);

CREATE VIRTUAL TABLE order_text USING fts5 (text, content='', contentless_delete=1, tokenize='trigram', detail='none');

CREATE TABLE listing (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  match_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE listing_text USING fts5 (text, content='', contentless_delete=1, tokenize='trigram', detail='none');

CREATE TABLE import_row (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import_file_id INTEGER NOT NULL REFERENCES import_file (id),
  row INTEGER NOT NULL,
  order_number TEXT,
  shop_name TEXT,
  cells TEXT NOT NULL
) STRICT;

CREATE INDEX import_row_group ON import_row (import_file_id, order_number, row);

CREATE VIEW order_source AS
  SELECT o.id AS order_id, r.id AS import_row_id, r.import_file_id, r.row, r.cells
  FROM orders o JOIN import_file f ON f.shop_id = o.shop_id AND f.state IN ('applying', 'done')
  JOIN import_row r ON r.import_file_id = f.id AND r.order_number = o.order_number;

CREATE TABLE import_problem (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import_file_id INTEGER NOT NULL REFERENCES import_file (id),
  row INTEGER NOT NULL,
  code TEXT NOT NULL,
  column_name TEXT,
  value TEXT NOT NULL,
  kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
  UNIQUE (import_file_id, row, code)
) STRICT;

CREATE TABLE import_command (
  import_file_id INTEGER NOT NULL REFERENCES import_file (id),
  command_id INTEGER NOT NULL REFERENCES command (id),
  PRIMARY KEY (import_file_id, command_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE header_mapping (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  signature TEXT NOT NULL UNIQUE,
  mapping TEXT NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE customer_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  order_id INTEGER REFERENCES orders (id),
  kind TEXT NOT NULL CHECK (kind IN ('charge', 'deposit', 'payment', 'refund')),
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  business_date TEXT NOT NULL,
  reverses_id INTEGER REFERENCES customer_entry (id),
  command_id INTEGER NOT NULL REFERENCES command (id),
  CHECK (amount <> 0 AND (kind IN ('charge', 'refund')) = ((amount > 0) = (reverses_id IS NULL)))
) STRICT;

CREATE INDEX customer_entry_customer ON customer_entry (customer_id, business_date, id);

CREATE INDEX customer_entry_order ON customer_entry (order_id) WHERE order_id IS NOT NULL;

CREATE INDEX customer_entry_reverses ON customer_entry (reverses_id) WHERE reverses_id IS NOT NULL;

CREATE TABLE stock_level (
  item_id INTEGER NOT NULL REFERENCES item (id),
  location_id INTEGER NOT NULL REFERENCES location (id),
  quantity INTEGER NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (item_id, location_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_shortage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL REFERENCES item (id),
  location_id INTEGER NOT NULL REFERENCES location (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  reason TEXT NOT NULL,
  closed_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE UNIQUE INDEX stock_shortage_open ON stock_shortage (item_id, location_id) WHERE closed_at IS NULL;

CREATE TABLE allocation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_line_id INTEGER NOT NULL REFERENCES order_line (id),
  item_id INTEGER NOT NULL REFERENCES item (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  UNIQUE (order_line_id, item_id)
) STRICT;

CREATE INDEX allocation_item ON allocation (item_id);

CREATE TABLE expected_supply (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL REFERENCES item (id),
  kind TEXT NOT NULL CHECK (kind IN ('make', 'buy', 'wait')),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  received INTEGER NOT NULL DEFAULT 0 CHECK (received >= 0),
  expected_date TEXT,
  supplier_id INTEGER REFERENCES supplier (id),
  note TEXT NOT NULL DEFAULT '',
  closed_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
, batch_id INTEGER REFERENCES batch (id), purchase_order_id INTEGER REFERENCES purchase_order (id), amount INTEGER CHECK (amount >= 0), end_note TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX expected_supply_item ON expected_supply (item_id) WHERE closed_at IS NULL;

CREATE TABLE supplier (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  name_initials TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('supplier', 'neighbour')),
  phone TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  archived_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE receipt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL CHECK (source IN ('own', 'supplier', 'neighbour')),
  supplier_id INTEGER REFERENCES supplier (id),
  amount INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  voided_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX receipt_supplier ON receipt (supplier_id);

CREATE TABLE receipt_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  receipt_id INTEGER NOT NULL REFERENCES receipt (id),
  item_id INTEGER NOT NULL REFERENCES item (id),
  location_id INTEGER NOT NULL REFERENCES location (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  command_id INTEGER NOT NULL REFERENCES command (id)
, dye_lot TEXT NOT NULL DEFAULT '', price_due INTEGER NOT NULL DEFAULT 0 CHECK (price_due IN (0, 1))) STRICT;

CREATE INDEX receipt_line_receipt ON receipt_line (receipt_id);

CREATE TABLE receipt_supply (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  receipt_line_id INTEGER NOT NULL REFERENCES receipt_line (id),
  expected_supply_id INTEGER NOT NULL REFERENCES expected_supply (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX receipt_supply_line ON receipt_supply (receipt_line_id);

CREATE INDEX receipt_supply_supply ON receipt_supply (expected_supply_id);

CREATE TABLE supplier_payment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  receipt_id INTEGER REFERENCES receipt (id),
  amount INTEGER NOT NULL,
  business_date TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  reverses_id INTEGER REFERENCES supplier_payment (id),
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX supplier_payment_supplier ON supplier_payment (supplier_id);

CREATE TABLE stock_count (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  location_id INTEGER NOT NULL REFERENCES location (id),
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
  note TEXT NOT NULL DEFAULT '',
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE stock_count_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  stock_count_id INTEGER NOT NULL REFERENCES stock_count (id),
  item_id INTEGER NOT NULL REFERENCES item (id),
  counted INTEGER NOT NULL CHECK (counted >= 0),
  expected INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (stock_count_id, item_id)
) STRICT;

CREATE TABLE carrier (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  archived_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE wave (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL CHECK (state IN ('picking', 'done', 'cancelled')),
  created_at INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE wave_order (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  wave_id INTEGER NOT NULL REFERENCES wave (id),
  order_id INTEGER NOT NULL REFERENCES orders (id),
  group_number INTEGER NOT NULL CHECK (group_number > 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (wave_id, order_id)
) STRICT;

CREATE INDEX wave_order_order ON wave_order (order_id);

CREATE TABLE manifest (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  carrier_id INTEGER REFERENCES carrier (id),
  business_date TEXT NOT NULL,
  handed_at INTEGER NOT NULL,
  courier_name TEXT NOT NULL DEFAULT '',
  voided_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE parcel (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL CHECK (state IN ('open', 'packed', 'shipped', 'voided')),
  carrier_id INTEGER REFERENCES carrier (id),
  tracking_number TEXT NOT NULL DEFAULT '',
  no_waybill_reason TEXT NOT NULL DEFAULT '',
  weight_grams INTEGER CHECK (weight_grams > 0),
  opened_at INTEGER NOT NULL,
  packed_at INTEGER,
  packed_by INTEGER REFERENCES user (id),
  shipped_at INTEGER,
  manifest_id INTEGER REFERENCES manifest (id),
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX parcel_state ON parcel (state, packed_at);

CREATE INDEX parcel_tracking ON parcel (tracking_number) WHERE tracking_number <> '';

CREATE INDEX parcel_manifest ON parcel (manifest_id);

CREATE TABLE parcel_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  parcel_id INTEGER NOT NULL REFERENCES parcel (id),
  order_line_id INTEGER NOT NULL REFERENCES order_line (id),
  item_id INTEGER NOT NULL REFERENCES item (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (parcel_id, order_line_id, item_id)
) STRICT;

CREATE INDEX parcel_line_order_line ON parcel_line (order_line_id);

CREATE TABLE tracking_export (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  shop_id INTEGER NOT NULL REFERENCES shop (id),
  file_name TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE parcel_order (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  parcel_id INTEGER NOT NULL REFERENCES parcel (id),
  order_id INTEGER NOT NULL REFERENCES orders (id),
  tracking_export_id INTEGER REFERENCES tracking_export (id),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (parcel_id, order_id)
) STRICT;

CREATE INDEX parcel_order_order ON parcel_order (order_id);

CREATE INDEX parcel_order_export ON parcel_order (tracking_export_id) WHERE tracking_export_id IS NOT NULL;

CREATE TABLE waybill (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id INTEGER NOT NULL REFERENCES orders (id),
  tracking_number TEXT NOT NULL,
  carrier_name TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL CHECK (source IN ('order-file', 'tracking-file', 'typed')),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (order_id, tracking_number)
) STRICT;

CREATE INDEX waybill_number ON waybill (tracking_number);

CREATE TABLE printer_profile (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  station TEXT NOT NULL,
  document TEXT NOT NULL,
  printer_name TEXT NOT NULL DEFAULT '',
  paper TEXT NOT NULL,
  offset_x INTEGER NOT NULL DEFAULT 0,
  offset_y INTEGER NOT NULL DEFAULT 0,
  scale INTEGER NOT NULL DEFAULT 1000,
  rotated INTEGER NOT NULL DEFAULT 0 CHECK (rotated IN (0, 1)),
  automatic INTEGER NOT NULL DEFAULT 0 CHECK (automatic IN (0, 1)),
  command_id INTEGER NOT NULL REFERENCES command (id), shared_printer_id INTEGER REFERENCES shared_printer (id), prints_here INTEGER NOT NULL DEFAULT 0 CHECK (prints_here IN (0, 1)),
  UNIQUE (station, document)
) STRICT;

CREATE TABLE tracking_template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  platform TEXT NOT NULL UNIQUE,
  template TEXT NOT NULL,
  verified INTEGER NOT NULL DEFAULT 0 CHECK (verified IN (0, 1)),
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE "return_case" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_id INTEGER REFERENCES orders (id),
  tracking_number TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('unchecked', 'done', 'voided')),
  received_at INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE "return_line" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  return_case_id INTEGER NOT NULL REFERENCES return_case (id),
  order_line_id INTEGER REFERENCES order_line (id),
  earlier INTEGER NOT NULL DEFAULT 0 CHECK (earlier IN (0, 1)),
  item_id INTEGER NOT NULL REFERENCES item (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  restocked INTEGER NOT NULL DEFAULT 0 CHECK (restocked >= 0),
  seconds INTEGER NOT NULL DEFAULT 0 CHECK (seconds >= 0),
  scrapped INTEGER NOT NULL DEFAULT 0 CHECK (scrapped >= 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (return_case_id, order_line_id, item_id, earlier),
  CHECK (restocked + seconds + scrapped <= quantity),
  CHECK (order_line_id IS NOT NULL OR earlier = 1)
) STRICT;

CREATE INDEX return_case_order ON return_case (order_id);

CREATE INDEX return_line_case ON return_line (return_case_id);

CREATE INDEX return_line_order_line ON return_line (order_line_id);

CREATE TABLE "listing_alias" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  shop_id INTEGER NOT NULL REFERENCES shop (id),
  match_key TEXT NOT NULL,
  sku_id INTEGER REFERENCES sku (id),
  pending TEXT CHECK (pending IN ('apply', 'forget')),
  title TEXT NOT NULL,
  attributes TEXT NOT NULL,
  seller_code TEXT NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (shop_id, match_key)
) STRICT;

CREATE INDEX listing_alias_title ON listing_alias (shop_id, title);

CREATE INDEX listing_alias_pending ON listing_alias (pending) WHERE pending IS NOT NULL;

CREATE INDEX order_line_not_goods ON order_line (match_key)
WHERE sku_id IS NULL AND sku_source IS NOT NULL;

CREATE INDEX sku_loose_code ON sku (
  upper(replace(replace(replace(replace(replace(seller_code, '-', ''), ' ', ''), '_', ''), '/', ''), '.', '')))
WHERE seller_code <> '';

CREATE TABLE supplier_return (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  business_date TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  voided_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX supplier_return_supplier ON supplier_return (supplier_id);

CREATE TABLE supplier_return_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  supplier_return_id INTEGER NOT NULL REFERENCES supplier_return (id),
  item_id INTEGER NOT NULL REFERENCES item (id),
  location_id INTEGER NOT NULL REFERENCES location (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  command_id INTEGER NOT NULL REFERENCES command (id)
, dye_lot TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX supplier_return_line_return ON supplier_return_line (supplier_return_id);

CREATE TABLE shop_name (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  platform TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  shop_id INTEGER NOT NULL REFERENCES shop (id),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (platform, name)
) STRICT;

CREATE INDEX shop_name_shop ON shop_name (shop_id);

CREATE TABLE worker (
id INTEGER PRIMARY KEY AUTOINCREMENT,
name TEXT NOT NULL,
name_initials TEXT NOT NULL,
kind TEXT NOT NULL CHECK (kind IN ('piece', 'hourly', 'monthly', 'casual', 'home', 'returning', 'graduate', 'student')),
photo_hash TEXT NOT NULL DEFAULT '',
note TEXT NOT NULL DEFAULT '',
archived_at INTEGER,
command_id INTEGER NOT NULL REFERENCES command (id)
  , daily_minutes INTEGER CHECK (daily_minutes BETWEEN 0 AND 1440), sex TEXT NOT NULL DEFAULT '' CHECK (sex IN ('', 'female', 'male')), birth_date TEXT, phone TEXT NOT NULL DEFAULT '', village TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '', emergency_name TEXT NOT NULL DEFAULT '', emergency_phone TEXT NOT NULL DEFAULT '', contract_from TEXT, contract_to TEXT, pay_method TEXT NOT NULL DEFAULT 'cash'
CHECK (pay_method IN ('cash', 'bank', 'wechat', 'alipay')), wechat_name TEXT NOT NULL DEFAULT '', bank_name TEXT NOT NULL DEFAULT '', account_holder TEXT NOT NULL DEFAULT '', left_on TEXT, left_reason TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX worker_name ON worker (name);

CREATE TABLE operation (
id INTEGER PRIMARY KEY AUTOINCREMENT,
style_id INTEGER NOT NULL REFERENCES style (id),
name TEXT NOT NULL,
name_initials TEXT NOT NULL,
position INTEGER NOT NULL,
standard_seconds INTEGER CHECK (standard_seconds > 0),
recorded INTEGER NOT NULL DEFAULT 1 CHECK (recorded IN (0, 1)),
archived_at INTEGER,
command_id INTEGER NOT NULL REFERENCES command (id)
  , skill TEXT NOT NULL DEFAULT '') STRICT;

CREATE UNIQUE INDEX operation_name ON operation (style_id, name) WHERE archived_at IS NULL;

CREATE TABLE operation_predecessor (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  predecessor_id INTEGER NOT NULL REFERENCES operation (id),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (operation_id, predecessor_id),
  CHECK (operation_id <> predecessor_id)
) STRICT;

CREATE TABLE piece_rate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  valid_from TEXT NOT NULL,
  size TEXT NOT NULL DEFAULT '',
  rate INTEGER NOT NULL CHECK (rate >= 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (operation_id, valid_from, size)
) STRICT;

CREATE TABLE batch (
id INTEGER PRIMARY KEY AUTOINCREMENT,
batch_number TEXT NOT NULL UNIQUE,
style_id INTEGER NOT NULL REFERENCES style (id),
state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'cancelled')),
business_date TEXT NOT NULL,
due_date TEXT,
performance_date TEXT,
note TEXT NOT NULL DEFAULT '',
closed_at INTEGER,
command_id INTEGER NOT NULL REFERENCES command (id)
  , end_note TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX batch_open ON batch (due_date, id) WHERE state = 'open';

CREATE INDEX batch_style ON batch (style_id);

CREATE TABLE batch_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  sku_id INTEGER NOT NULL REFERENCES sku (id),
  planned INTEGER NOT NULL CHECK (planned > 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (batch_id, sku_id)
) STRICT;

CREATE INDEX batch_line_sku ON batch_line (sku_id);

CREATE TABLE batch_operation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  position INTEGER NOT NULL,
  recorded INTEGER NOT NULL CHECK (recorded IN (0, 1)),
  predecessors TEXT NOT NULL DEFAULT '[]',
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (batch_id, operation_id)
) STRICT;

CREATE TABLE lay (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  lay_number INTEGER NOT NULL,
  part TEXT NOT NULL DEFAULT '',
  marker_length INTEGER CHECK (marker_length > 0),
  end_loss INTEGER CHECK (end_loss >= 0),
  business_date TEXT NOT NULL,
  voided_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id), material_id INTEGER REFERENCES material (id), remnant INTEGER CHECK (remnant >= 0),
  UNIQUE (batch_id, lay_number)
) STRICT;

CREATE TABLE lay_colour (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lay_id INTEGER NOT NULL REFERENCES lay (id),
  colour TEXT NOT NULL,
  dye_lot TEXT NOT NULL DEFAULT '',
  layers INTEGER NOT NULL CHECK (layers > 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (lay_id, colour, dye_lot)
) STRICT;

CREATE TABLE lay_size (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  lay_id INTEGER NOT NULL REFERENCES lay (id),
  size TEXT NOT NULL,
  ratio INTEGER NOT NULL CHECK (ratio > 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (lay_id, size)
) STRICT;

CREATE TABLE bundle (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  lay_id INTEGER REFERENCES lay (id),
  sku_id INTEGER NOT NULL REFERENCES sku (id),
  bundle_number INTEGER NOT NULL,
  part TEXT NOT NULL DEFAULT '',
  dye_lot TEXT NOT NULL DEFAULT '',
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  held INTEGER NOT NULL CHECK (held >= 0),
  state TEXT NOT NULL CHECK (state IN ('live', 'split', 'merged', 'voided', 'done')),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (batch_id, bundle_number)
) STRICT;

CREATE INDEX bundle_lay ON bundle (lay_id);

CREATE INDEX bundle_sku ON bundle (sku_id, state);

CREATE INDEX bundle_live ON bundle (batch_id) WHERE state = 'live';

CREATE TABLE bundle_move (
id INTEGER PRIMARY KEY AUTOINCREMENT,
bundle_id INTEGER NOT NULL REFERENCES bundle (id),
kind TEXT NOT NULL CHECK (kind IN ('begun', 'found', 'over-received', 'finished', 'seconds', 'scrapped', 'lost', 'split', 'merged')),
quantity INTEGER NOT NULL CHECK (quantity <> 0),
work_entry_id INTEGER REFERENCES work_entry (id),
receipt_id INTEGER REFERENCES receipt (id),
reverses_id INTEGER UNIQUE REFERENCES bundle_move (id),
at INTEGER NOT NULL,
command_id INTEGER NOT NULL REFERENCES command (id)
  , inspection_defect_id INTEGER REFERENCES inspection_defect (id), subcontract_return_id INTEGER REFERENCES subcontract_return (id), incoming_delivery_id INTEGER REFERENCES incoming_delivery (id)) STRICT;

CREATE INDEX bundle_move_bundle ON bundle_move (bundle_id);

CREATE INDEX bundle_move_receipt ON bundle_move (receipt_id) WHERE receipt_id IS NOT NULL;

CREATE INDEX bundle_move_entry ON bundle_move (work_entry_id) WHERE work_entry_id IS NOT NULL;

CREATE TABLE bundle_opening (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  bundle_id INTEGER NOT NULL REFERENCES bundle (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  good INTEGER NOT NULL CHECK (good > 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (bundle_id, operation_id)
) STRICT;

CREATE TABLE bundle_origin (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  bundle_id INTEGER NOT NULL REFERENCES bundle (id),
  from_bundle_id INTEGER NOT NULL REFERENCES bundle (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (bundle_id, from_bundle_id)
) STRICT;

CREATE INDEX bundle_origin_from ON bundle_origin (from_bundle_id);

CREATE TABLE work_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  bundle_id INTEGER NOT NULL REFERENCES bundle (id),
  good INTEGER NOT NULL CHECK (good >= 0),
  rework INTEGER NOT NULL DEFAULT 0 CHECK (rework >= 0),
  scrap INTEGER NOT NULL DEFAULT 0 CHECK (scrap >= 0),
  reason TEXT NOT NULL DEFAULT '',
  basis TEXT NOT NULL DEFAULT 'piece' CHECK (basis IN ('piece', 'hour')),
  work_date TEXT NOT NULL,
  rate INTEGER CHECK (rate >= 0),
  at INTEGER NOT NULL,
  voided_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id), hand_out_id INTEGER REFERENCES hand_out (id), fault_worker_id INTEGER REFERENCES worker (id),
  CHECK (good + rework + scrap > 0)
) STRICT;

CREATE INDEX work_entry_bundle ON work_entry (bundle_id, operation_id);

CREATE INDEX work_entry_worker ON work_entry (worker_id, work_date);

CREATE INDEX work_entry_no_rate ON work_entry (operation_id) WHERE rate IS NULL AND basis = 'piece' AND voided_at IS NULL;

CREATE TABLE bundle_progress (
  bundle_id INTEGER NOT NULL REFERENCES bundle (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  good INTEGER NOT NULL CHECK (good >= 0),
  rework INTEGER NOT NULL CHECK (rework >= 0),
  scrap INTEGER NOT NULL CHECK (scrap >= 0),
  PRIMARY KEY (bundle_id, operation_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX expected_supply_batch ON expected_supply (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE "stock_move" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL REFERENCES item (id),
  location_id INTEGER NOT NULL REFERENCES location (id),
  quantity INTEGER NOT NULL,
  value INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('opening', 'receipt', 'made', 'count', 'adjust', 'transfer', 'shipped',
    'unshipped', 'returned', 'cost', 'packaging', 'issued')),
  reference_kind TEXT,
  reference_id INTEGER,
  reverses_id INTEGER REFERENCES stock_move (id),
  note TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX stock_move_item ON stock_move (item_id, id);

CREATE INDEX stock_move_reverses ON stock_move (reverses_id) WHERE reverses_id IS NOT NULL;

CREATE INDEX stock_move_reference ON stock_move (reference_kind, reference_id);

CREATE TABLE material (
  id INTEGER PRIMARY KEY REFERENCES item (id),
  name TEXT NOT NULL,
  name_initials TEXT NOT NULL,
  unit TEXT NOT NULL CHECK (unit IN ('m', 'kg', 'pc', 'roll')),
  width INTEGER CHECK (width > 0),
  grams_per_area INTEGER CHECK (grams_per_area > 0),
  supplier_id INTEGER REFERENCES supplier (id),
  price INTEGER CHECK (price >= 0),
  note TEXT NOT NULL DEFAULT '',
  archived_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE UNIQUE INDEX material_name ON material (name) WHERE archived_at IS NULL;

CREATE TABLE bom_line (
id INTEGER PRIMARY KEY AUTOINCREMENT,
style_id INTEGER NOT NULL REFERENCES style (id),
position INTEGER NOT NULL,
part TEXT NOT NULL DEFAULT '',
material_id INTEGER NOT NULL REFERENCES material (id),
colours TEXT NOT NULL DEFAULT '[]',
usage INTEGER NOT NULL CHECK (usage >= 0),
usages TEXT NOT NULL DEFAULT '{}',
wastage INTEGER NOT NULL DEFAULT 0 CHECK (wastage >= 0),
command_id INTEGER NOT NULL REFERENCES command (id)
  , typed TEXT NOT NULL DEFAULT 'unit' CHECK (typed IN ('unit', 'length'))) STRICT;

CREATE INDEX bom_line_style ON bom_line (style_id, position);

CREATE INDEX bom_line_material ON bom_line (material_id);

CREATE TABLE batch_material (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  material_id INTEGER NOT NULL REFERENCES material (id),
  needed INTEGER NOT NULL CHECK (needed >= 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (batch_id, material_id)
) STRICT;

CREATE INDEX batch_material_material ON batch_material (material_id);

CREATE TABLE material_use (
id INTEGER PRIMARY KEY AUTOINCREMENT,
batch_id INTEGER NOT NULL REFERENCES batch (id),
material_id INTEGER NOT NULL REFERENCES material (id),
location_id INTEGER NOT NULL REFERENCES location (id),
kind TEXT NOT NULL CHECK (kind IN ('issued', 'returned')),
quantity INTEGER NOT NULL CHECK (quantity > 0),
value INTEGER NOT NULL,
note TEXT NOT NULL DEFAULT '',
at INTEGER NOT NULL,
voided_at INTEGER,
command_id INTEGER NOT NULL REFERENCES command (id)
  , subcontract_order_id INTEGER REFERENCES subcontract_order (id), hand_out_id INTEGER REFERENCES hand_out (id), dye_lot TEXT NOT NULL DEFAULT '') STRICT;

CREATE INDEX material_use_batch ON material_use (batch_id, material_id);

CREATE TABLE size_point (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  style_id INTEGER NOT NULL REFERENCES style (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  minus INTEGER NOT NULL CHECK (minus >= 0),
  plus INTEGER NOT NULL CHECK (plus >= 0),
  sizes TEXT NOT NULL DEFAULT '{}',
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX size_point_style ON size_point (style_id, position);

CREATE TABLE inspection (
id INTEGER PRIMARY KEY AUTOINCREMENT,
kind TEXT NOT NULL CHECK (kind IN ('inline', 'final', 'receipt')),
batch_id INTEGER REFERENCES batch (id),
receipt_id INTEGER REFERENCES receipt (id),
operation_id INTEGER REFERENCES operation (id),
style_id INTEGER REFERENCES style (id),
lot INTEGER NOT NULL CHECK (lot > 0),
level TEXT NOT NULL,
strictness TEXT NOT NULL CHECK (strictness IN ('normal', 'tightened', 'full')),
major_aql TEXT NOT NULL,
minor_aql TEXT NOT NULL,
sample INTEGER NOT NULL CHECK (sample > 0),
accept_major INTEGER CHECK (accept_major >= 0),
accept_minor INTEGER CHECK (accept_minor >= 0),
inspected INTEGER NOT NULL DEFAULT 0 CHECK (inspected >= 0),
state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'rejected', 'voided')),
business_date TEXT NOT NULL,
note TEXT NOT NULL DEFAULT '',
verdict_note TEXT NOT NULL DEFAULT '',
closed_at INTEGER,
command_id INTEGER NOT NULL REFERENCES command (id)
  , subcontract_order_id INTEGER REFERENCES subcontract_order (id)) STRICT;

CREATE INDEX inspection_batch ON inspection (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX inspection_style ON inspection (style_id, id);

CREATE INDEX inspection_day ON inspection (business_date);

CREATE TABLE inspection_defect (
id INTEGER PRIMARY KEY AUTOINCREMENT,
inspection_id INTEGER NOT NULL REFERENCES inspection (id),
name TEXT NOT NULL,
class TEXT NOT NULL CHECK (class IN ('critical', 'major', 'minor')),
pieces INTEGER NOT NULL CHECK (pieces > 0),
bundle_id INTEGER REFERENCES bundle (id),
operation_id INTEGER REFERENCES operation (id),
worker_id INTEGER REFERENCES worker (id),
outcome TEXT NOT NULL CHECK (outcome IN ('noted', 'rework', 'seconds', 'scrap')),
work_entry_id INTEGER REFERENCES work_entry (id),
photo_hash TEXT NOT NULL DEFAULT '',
note TEXT NOT NULL DEFAULT '',
at INTEGER NOT NULL,
voided_at INTEGER,
command_id INTEGER NOT NULL REFERENCES command (id)
  , value INTEGER, corrected INTEGER NOT NULL DEFAULT 0, expensed INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX inspection_defect_inspection ON inspection_defect (inspection_id);

CREATE INDEX inspection_defect_rework ON inspection_defect (bundle_id) WHERE outcome = 'rework';

CREATE TABLE inspection_measure (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  inspection_id INTEGER NOT NULL REFERENCES inspection (id),
  piece INTEGER NOT NULL CHECK (piece > 0),
  size TEXT NOT NULL,
  point TEXT NOT NULL,
  target INTEGER NOT NULL,
  minus INTEGER NOT NULL,
  plus INTEGER NOT NULL,
  measured INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (inspection_id, piece, point)
) STRICT;

CREATE INDEX bundle_move_defect ON bundle_move (inspection_defect_id) WHERE inspection_defect_id IS NOT NULL;

CREATE TABLE subcontractor (
id INTEGER PRIMARY KEY AUTOINCREMENT,
supplier_id INTEGER NOT NULL UNIQUE REFERENCES supplier (id),
skills TEXT NOT NULL DEFAULT '',
lead_days INTEGER NOT NULL DEFAULT 0 CHECK (lead_days >= 0),
distance INTEGER CHECK (distance >= 0),
command_id INTEGER NOT NULL REFERENCES command (id)
  , site_id TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE partner_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  site_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  confirmed_at INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE subcontract_order (
id INTEGER PRIMARY KEY AUTOINCREMENT,
order_number TEXT NOT NULL UNIQUE,
job_uuid TEXT NOT NULL UNIQUE,
subcontractor_id INTEGER NOT NULL REFERENCES subcontractor (id),
batch_id INTEGER NOT NULL REFERENCES batch (id),
whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
operations TEXT NOT NULL,
price INTEGER NOT NULL CHECK (price >= 0),
due_date TEXT,
state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
business_date TEXT NOT NULL,
note TEXT NOT NULL DEFAULT '',
end_note TEXT NOT NULL DEFAULT '',
closed_at INTEGER,
command_id INTEGER NOT NULL REFERENCES command (id)
  , step_prices TEXT NOT NULL DEFAULT '[]') STRICT;

CREATE INDEX subcontract_order_batch ON subcontract_order (batch_id);

CREATE INDEX subcontract_order_subcontractor ON subcontract_order (subcontractor_id);

CREATE TABLE subcontract_bundle (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subcontract_order_id INTEGER NOT NULL REFERENCES subcontract_order (id),
  bundle_id INTEGER NOT NULL REFERENCES bundle (id),
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn >= 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (subcontract_order_id, bundle_id)
) STRICT;

CREATE INDEX subcontract_bundle_bundle ON subcontract_bundle (bundle_id);

CREATE TABLE subcontract_return (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subcontract_order_id INTEGER NOT NULL REFERENCES subcontract_order (id),
  business_date TEXT NOT NULL,
  amount INTEGER NOT NULL,
  deduction INTEGER NOT NULL DEFAULT 0 CHECK (deduction >= 0),
  note TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  voided_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX subcontract_return_order ON subcontract_return (subcontract_order_id);

CREATE TABLE subcontract_return_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subcontract_return_id INTEGER NOT NULL REFERENCES subcontract_return (id),
  bundle_id INTEGER NOT NULL REFERENCES bundle (id),
  good INTEGER NOT NULL CHECK (good >= 0),
  scrap INTEGER NOT NULL DEFAULT 0 CHECK (scrap >= 0),
  lost INTEGER NOT NULL DEFAULT 0 CHECK (lost >= 0),
  rework INTEGER NOT NULL DEFAULT 0 CHECK (rework >= 0),
  over_bundle_id INTEGER REFERENCES bundle (id),
  over INTEGER NOT NULL DEFAULT 0 CHECK (over >= 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (subcontract_return_id, bundle_id)
) STRICT;

CREATE INDEX subcontract_return_line_bundle ON subcontract_return_line (bundle_id);

CREATE INDEX subcontract_return_line_over ON subcontract_return_line (over_bundle_id) WHERE over_bundle_id IS NOT NULL;

CREATE TABLE subcontract_report (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subcontract_order_id INTEGER NOT NULL REFERENCES subcontract_order (id),
  sequence INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  lines TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (subcontract_order_id, sequence)
) STRICT;

CREATE TABLE incoming_job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_uuid TEXT NOT NULL UNIQUE,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  batch_id INTEGER NOT NULL UNIQUE REFERENCES batch (id),
  order_number TEXT NOT NULL,
  price INTEGER NOT NULL CHECK (price >= 0),
  site_id TEXT NOT NULL DEFAULT '',
  content TEXT NOT NULL DEFAULT '',
  sequence INTEGER NOT NULL DEFAULT 0,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX incoming_job_customer ON incoming_job (customer_id);

CREATE TABLE incoming_delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  incoming_job_id INTEGER NOT NULL REFERENCES incoming_job (id),
  pieces INTEGER NOT NULL CHECK (pieces > 0),
  customer_entry_id INTEGER REFERENCES customer_entry (id),
  business_date TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  voided_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX incoming_delivery_job ON incoming_delivery (incoming_job_id);

CREATE INDEX bundle_move_subcontract ON bundle_move (subcontract_return_id) WHERE subcontract_return_id IS NOT NULL;

CREATE INDEX bundle_move_delivery ON bundle_move (incoming_delivery_id) WHERE incoming_delivery_id IS NOT NULL;

CREATE TABLE hand_out (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  bundle_id INTEGER NOT NULL REFERENCES bundle (id),
  operation_id INTEGER NOT NULL REFERENCES operation (id),
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  pieces INTEGER NOT NULL CHECK (pieces > 0),
  given_back INTEGER NOT NULL DEFAULT 0 CHECK (given_back BETWEEN 0 AND pieces),
  due_date TEXT,
  business_date TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX hand_out_bundle ON hand_out (bundle_id, operation_id);

CREATE INDEX hand_out_worker ON hand_out (worker_id);

CREATE INDEX work_entry_hand_out ON work_entry (hand_out_id) WHERE hand_out_id IS NOT NULL;

CREATE TABLE batch_receipt (
id INTEGER PRIMARY KEY AUTOINCREMENT,
batch_id INTEGER NOT NULL REFERENCES batch (id),
receipt_id INTEGER NOT NULL REFERENCES receipt (id),
sku_id INTEGER NOT NULL REFERENCES sku (id),
location_id INTEGER NOT NULL REFERENCES location (id),
quantity INTEGER NOT NULL CHECK (quantity > 0),
value INTEGER NOT NULL,
corrected INTEGER NOT NULL DEFAULT 0,
voided_at INTEGER,
command_id INTEGER NOT NULL REFERENCES command (id)
  , expensed INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX batch_receipt_batch ON batch_receipt (batch_id);

CREATE INDEX batch_receipt_receipt ON batch_receipt (receipt_id);

CREATE TABLE worker_skill (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  skill TEXT NOT NULL,
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (worker_id, skill)
) STRICT;

CREATE TABLE batch_order (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  order_id INTEGER NOT NULL REFERENCES orders (id),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (batch_id, order_id)
) STRICT;

CREATE INDEX batch_order_order ON batch_order (order_id);

CREATE TABLE season_target (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sku_id INTEGER NOT NULL UNIQUE REFERENCES sku (id),
  ready_by TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE scrap_sale (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  business_date TEXT NOT NULL,
  weight_grams INTEGER NOT NULL CHECK (weight_grams > 0),
  amount INTEGER NOT NULL CHECK (amount >= 0),
  buyer TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  voided_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE worker_away (
id INTEGER PRIMARY KEY AUTOINCREMENT,
worker_id INTEGER NOT NULL REFERENCES worker (id),
from_date TEXT NOT NULL,
to_date TEXT NOT NULL CHECK (to_date >= from_date),
note TEXT NOT NULL DEFAULT '',
command_id INTEGER NOT NULL REFERENCES command (id)
  , kind TEXT NOT NULL DEFAULT 'leave' CHECK (kind IN ('leave', 'season'))) STRICT;

CREATE INDEX worker_away_worker ON worker_away (worker_id);

CREATE UNIQUE INDEX sku_seconds ON sku (seconds_of) WHERE seconds_of IS NOT NULL;

CREATE INDEX work_entry_operation ON work_entry (operation_id);

CREATE INDEX work_entry_day ON work_entry (work_date);

CREATE TABLE partner_price (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subcontractor_id INTEGER NOT NULL REFERENCES subcontractor (id),
  operation_name TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  rate INTEGER NOT NULL CHECK (rate >= 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (subcontractor_id, operation_name, valid_from)
) STRICT;

CREATE TABLE purchase_order (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_number TEXT NOT NULL UNIQUE,
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  business_date TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX purchase_order_supplier ON purchase_order (supplier_id);

CREATE INDEX expected_supply_purchase_order ON expected_supply (purchase_order_id)
WHERE purchase_order_id IS NOT NULL;

CREATE TABLE "location" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sellable', 'unchecked', 'seconds', 'scrap', 'materials')),
  archived_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE pay_terms (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  valid_from TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('piece', 'hour', 'month')),
  hourly_rate INTEGER NOT NULL DEFAULT 0 CHECK (hourly_rate >= 0),
  salary INTEGER NOT NULL DEFAULT 0 CHECK (salary >= 0),
  minimum_applies INTEGER NOT NULL CHECK (minimum_applies IN (0, 1)),
  tax_as TEXT NOT NULL CHECK (tax_as IN ('wage', 'labour', 'none')),
  social INTEGER NOT NULL DEFAULT 0 CHECK (social >= 0),
  special_deduction INTEGER NOT NULL DEFAULT 0 CHECK (special_deduction >= 0),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (worker_id, valid_from)
) STRICT;

CREATE TABLE time_entry (
id INTEGER PRIMARY KEY AUTOINCREMENT,
worker_id INTEGER NOT NULL REFERENCES worker (id),
work_date TEXT NOT NULL,
minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
paid INTEGER NOT NULL CHECK (paid IN (0, 1)),
overtime TEXT NOT NULL DEFAULT 'none' CHECK (overtime IN ('none', 'workday', 'rest', 'holiday')),
batch_id INTEGER REFERENCES batch (id),
note TEXT NOT NULL DEFAULT '',
at INTEGER NOT NULL,
voided_at INTEGER,
command_id INTEGER NOT NULL REFERENCES command (id)
  , attendance_id INTEGER REFERENCES attendance (id)) STRICT;

CREATE INDEX time_entry_worker ON time_entry (worker_id, work_date);

CREATE INDEX time_entry_day ON time_entry (work_date);

CREATE INDEX time_entry_batch ON time_entry (batch_id) WHERE batch_id IS NOT NULL;

CREATE TABLE pay_adjustment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  business_date TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('allowance', 'bonus', 'charge', 'deduction')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  at INTEGER NOT NULL,
  voided_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX pay_adjustment_worker ON pay_adjustment (worker_id, business_date);

CREATE TABLE payroll_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL CHECK (to_date >= from_date),
  note TEXT NOT NULL DEFAULT '',
  rules TEXT NOT NULL,
  entries_until INTEGER NOT NULL,
  closed_at INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE payslip (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id INTEGER NOT NULL REFERENCES payroll_run (id),
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  worker_name TEXT NOT NULL,
  terms TEXT NOT NULL,
  gross INTEGER NOT NULL,
  normal_pay INTEGER NOT NULL,
  normal_minutes INTEGER NOT NULL,
  net INTEGER NOT NULL CHECK (net >= 0),
  warnings TEXT NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (run_id, worker_id)
) STRICT;

CREATE INDEX payslip_worker ON payslip (worker_id);

CREATE TABLE worker_debt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  business_date TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('advance', 'damage', 'carried')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  instalment INTEGER CHECK (instalment > 0),
  reason TEXT NOT NULL DEFAULT '',
  payslip_id INTEGER REFERENCES payslip (id),
  at INTEGER NOT NULL,
  voided_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id), work_entry_id INTEGER REFERENCES work_entry (id),
  CHECK ((kind = 'carried') = (payslip_id IS NOT NULL))
) STRICT;

CREATE INDEX worker_debt_worker ON worker_debt (worker_id);

CREATE INDEX worker_debt_payslip ON worker_debt (payslip_id) WHERE payslip_id IS NOT NULL;

CREATE TABLE debt_repayment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  debt_id INTEGER NOT NULL REFERENCES worker_debt (id),
  business_date TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  note TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  voided_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX debt_repayment_debt ON debt_repayment (debt_id);

CREATE TABLE payslip_line (
id INTEGER PRIMARY KEY AUTOINCREMENT,
payslip_id INTEGER NOT NULL REFERENCES payslip (id),
kind TEXT NOT NULL CHECK (kind IN ('piece', 'hour', 'salary', 'premium', 'adjustment', 'top-up', 'social', 'tax', 'debt', 'carry')),
why TEXT NOT NULL DEFAULT '' CHECK (why IN ('', 'now', 'late', 'reversed')),
style_number TEXT NOT NULL DEFAULT '',
style_name TEXT NOT NULL DEFAULT '',
operation_id INTEGER REFERENCES operation (id),
operation_name TEXT NOT NULL DEFAULT '',
is_rework INTEGER NOT NULL DEFAULT 0 CHECK (is_rework IN (0, 1)),
quantity INTEGER NOT NULL DEFAULT 0,
rate INTEGER NOT NULL DEFAULT 0,
overtime TEXT NOT NULL DEFAULT 'none' CHECK (overtime IN ('none', 'workday', 'rest', 'holiday')),
base INTEGER NOT NULL DEFAULT 0,
adjustment_id INTEGER REFERENCES pay_adjustment (id),
debt_id INTEGER REFERENCES worker_debt (id),
note TEXT NOT NULL DEFAULT '',
amount INTEGER NOT NULL,
command_id INTEGER NOT NULL REFERENCES command (id)
  , fault TEXT NOT NULL DEFAULT '' CHECK (fault IN ('', 'own', 'other', 'nobody')), recurring_id INTEGER REFERENCES recurring_pay (id)) STRICT;

CREATE INDEX payslip_line_step ON payslip_line (payslip_id, operation_id, rate);

CREATE INDEX payslip_line_operation ON payslip_line (operation_id) WHERE operation_id IS NOT NULL;

CREATE INDEX payslip_line_adjustment ON payslip_line (adjustment_id) WHERE adjustment_id IS NOT NULL;

CREATE INDEX payslip_line_debt ON payslip_line (debt_id) WHERE debt_id IS NOT NULL;

CREATE TABLE payslip_entry (
  work_entry_id INTEGER NOT NULL REFERENCES work_entry (id),
  reversal INTEGER NOT NULL CHECK (reversal IN (0, 1)),
  is_rework INTEGER NOT NULL CHECK (is_rework IN (0, 1)),
  payslip_line_id INTEGER NOT NULL REFERENCES payslip_line (id),
  pieces INTEGER NOT NULL,
  PRIMARY KEY (work_entry_id, reversal, is_rework)
) STRICT, WITHOUT ROWID;

CREATE INDEX payslip_entry_line ON payslip_entry (payslip_line_id);

CREATE TABLE payslip_time (
  time_entry_id INTEGER NOT NULL REFERENCES time_entry (id),
  reversal INTEGER NOT NULL CHECK (reversal IN (0, 1)),
  payslip_id INTEGER NOT NULL REFERENCES payslip (id),
  payslip_line_id INTEGER REFERENCES payslip_line (id),
  minutes INTEGER NOT NULL,
  PRIMARY KEY (time_entry_id, reversal)
) STRICT, WITHOUT ROWID;

CREATE INDEX payslip_time_payslip ON payslip_time (payslip_id);

CREATE INDEX payslip_time_line ON payslip_time (payslip_line_id) WHERE payslip_line_id IS NOT NULL;

CREATE TABLE unpaid_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  work_entry_id INTEGER NOT NULL REFERENCES work_entry (id),
  why TEXT NOT NULL CHECK (why IN ('no-rate', 'reversed')),
  settled_line_id INTEGER REFERENCES payslip_line (id),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (work_entry_id, why)
) STRICT;

CREATE INDEX unpaid_entry_open ON unpaid_entry (work_entry_id) WHERE settled_line_id IS NULL;

CREATE INDEX unpaid_entry_line ON unpaid_entry (settled_line_id) WHERE settled_line_id IS NOT NULL;

CREATE TABLE wage_payment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  payslip_id INTEGER NOT NULL REFERENCES payslip (id),
  business_date TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  method TEXT NOT NULL CHECK (method IN ('cash', 'bank', 'wechat', 'alipay')),
  note TEXT NOT NULL DEFAULT '',
  reverses_id INTEGER UNIQUE REFERENCES wage_payment (id),
  at INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX wage_payment_payslip ON wage_payment (payslip_id);

CREATE TABLE data_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key_id TEXT NOT NULL UNIQUE,
  key_check TEXT NOT NULL,
  code_salt TEXT NOT NULL,
  code_wrapped TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  code_made_at INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE TABLE personal_number (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  kind TEXT NOT NULL CHECK (kind IN ('id-number', 'bank-account')),
  sealed TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (worker_id, kind)
) STRICT;

CREATE INDEX personal_number_fingerprint ON personal_number (fingerprint);

CREATE TABLE number_look (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  kind TEXT NOT NULL CHECK (kind IN ('id-number', 'bank-account')),
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX number_look_worker ON number_look (worker_id);

CREATE TABLE shift (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (name <> ''),
  starts INTEGER NOT NULL CHECK (starts BETWEEN 0 AND 1439),
  ends INTEGER NOT NULL CHECK (ends > starts AND ends <= starts + 1440),
  breaks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(breaks)),
  grace INTEGER NOT NULL DEFAULT 0 CHECK (grace BETWEEN 0 AND 60),
  is_usual INTEGER NOT NULL DEFAULT 0 CHECK (is_usual IN (0, 1)),
  archived_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE UNIQUE INDEX shift_usual ON shift (is_usual) WHERE is_usual = 1;

CREATE TABLE worker_shift (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL UNIQUE REFERENCES worker (id),
  shift_id INTEGER NOT NULL REFERENCES shift (id),
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX worker_shift_shift ON worker_shift (shift_id);

CREATE TABLE punch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  work_date TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('in', 'out')),
  at INTEGER NOT NULL,
  by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
  voided_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX punch_worker ON punch (worker_id, at);

CREATE INDEX punch_day ON punch (work_date);

CREATE TABLE attendance (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  work_date TEXT NOT NULL,
  mark TEXT CHECK (mark IN ('came', 'half', 'left', 'absent')),
  left_minute INTEGER CHECK (left_minute BETWEEN 0 AND 2879),
  extra_minutes INTEGER NOT NULL DEFAULT 0 CHECK (extra_minutes BETWEEN 0 AND 1440),
  fixed_normal INTEGER CHECK (fixed_normal BETWEEN 0 AND 1440),
  fixed_overtime INTEGER CHECK (fixed_overtime BETWEEN 0 AND 1440),
  fixed_kind TEXT CHECK (fixed_kind IN ('workday', 'rest', 'holiday')),
  note TEXT NOT NULL DEFAULT '',
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (worker_id, work_date),
  CHECK ((fixed_normal IS NULL) = (fixed_overtime IS NULL) AND (fixed_normal IS NULL) = (fixed_kind IS NULL))
) STRICT;

CREATE INDEX attendance_day ON attendance (work_date);

CREATE TABLE hour_work (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  work_date TEXT NOT NULL,
  batch_id INTEGER REFERENCES batch (id),
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  note TEXT NOT NULL DEFAULT '',
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX hour_work_worker ON hour_work (worker_id, work_date);

CREATE INDEX hour_work_day ON hour_work (work_date);

CREATE INDEX hour_work_batch ON hour_work (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX time_entry_attendance ON time_entry (attendance_id) WHERE attendance_id IS NOT NULL;

CREATE TABLE household (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  household_number TEXT NOT NULL,
  head TEXT NOT NULL,
  village TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  archived_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE UNIQUE INDEX household_number ON household (household_number);

CREATE TABLE household_type (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  household_id INTEGER NOT NULL REFERENCES household (id),
  kind TEXT NOT NULL CHECK (kind IN ('registered', 'unstable', 'marginal', 'stricken', 'low-income', 'destitute', 'disabled', 'ordinary')),
  from_date TEXT NOT NULL,
  to_date TEXT CHECK (to_date >= from_date),
  risk_cleared_on TEXT CHECK (risk_cleared_on IS NULL OR kind IN ('unstable', 'marginal', 'stricken')),
  note TEXT NOT NULL DEFAULT '',
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX household_type_household ON household_type (household_id);

CREATE TABLE household_member (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  household_id INTEGER NOT NULL REFERENCES household (id),
  worker_id INTEGER REFERENCES worker (id),
  name TEXT NOT NULL,
  relation TEXT NOT NULL CHECK (relation IN ('head', 'spouse', 'child', 'child-in-law', 'parent', 'parent-in-law', 'grandchild', 'grandparent', 'sibling', 'other')),
  from_date TEXT,
  to_date TEXT CHECK (to_date >= from_date),
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX household_member_household ON household_member (household_id);

CREATE INDEX household_member_worker ON household_member (worker_id) WHERE worker_id IS NOT NULL;

CREATE TABLE household_subsidy (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  household_id INTEGER NOT NULL REFERENCES household (id),
  worker_id INTEGER REFERENCES worker (id),
  name TEXT NOT NULL,
  business_date TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  received_on TEXT,
  received_amount INTEGER CHECK (received_amount >= 0),
  note TEXT NOT NULL DEFAULT '',
  command_id INTEGER NOT NULL REFERENCES command (id),
  CHECK ((received_on IS NULL) = (received_amount IS NULL))
) STRICT;

CREATE INDEX household_subsidy_household ON household_subsidy (household_id);

CREATE INDEX household_subsidy_worker ON household_subsidy (worker_id) WHERE worker_id IS NOT NULL;

CREATE TABLE personal_export (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document TEXT NOT NULL CHECK (document IN ('roster', 'certificate')),
  form TEXT NOT NULL CHECK (form IN ('xlsx', 'paper')),
  id_numbers TEXT NOT NULL CHECK (id_numbers IN ('masked', 'unmasked')),
  period TEXT NOT NULL,
  worker_id INTEGER REFERENCES worker (id),
  row_count INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX personal_export_worker ON personal_export (worker_id) WHERE worker_id IS NOT NULL;

CREATE TABLE course (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  skill TEXT NOT NULL DEFAULT '',
  level INTEGER NOT NULL DEFAULT 2 CHECK (level BETWEEN 1 AND 3),
  note TEXT NOT NULL DEFAULT '',
  archived_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE UNIQUE INDEX course_name ON course (name) WHERE archived_at IS NULL;

CREATE TABLE training_session (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  course_id INTEGER NOT NULL REFERENCES course (id),
  business_date TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  trainer TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX training_session_course ON training_session (course_id);

CREATE TABLE training_attendance (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  training_session_id INTEGER NOT NULL REFERENCES training_session (id),
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  attended INTEGER NOT NULL CHECK (attended IN (0, 1)),
  result TEXT NOT NULL CHECK (result IN ('undecided', 'passed', 'failed')),
  skill TEXT NOT NULL DEFAULT '',
  level INTEGER NOT NULL DEFAULT 0 CHECK (level BETWEEN 0 AND 3),
  level_before INTEGER NOT NULL DEFAULT 0 CHECK (level_before BETWEEN 0 AND 3),
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (training_session_id, worker_id),
  CHECK (result = 'undecided' OR attended = 1)
) STRICT;

CREATE INDEX training_attendance_worker ON training_attendance (worker_id);

CREATE INDEX work_entry_fault ON work_entry (fault_worker_id) WHERE fault_worker_id IS NOT NULL;

CREATE INDEX inspection_defect_entry ON inspection_defect (work_entry_id) WHERE work_entry_id IS NOT NULL;

CREATE INDEX worker_debt_entry ON worker_debt (work_entry_id) WHERE work_entry_id IS NOT NULL;

CREATE TABLE recurring_pay (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  worker_id INTEGER NOT NULL REFERENCES worker (id),
  kind TEXT NOT NULL CHECK (kind IN ('allowance', 'charge')),
  per TEXT NOT NULL CHECK (per IN ('day', 'month')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  from_date TEXT NOT NULL,
  to_date TEXT,
  at INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX recurring_pay_worker ON recurring_pay (worker_id);

CREATE INDEX payslip_line_recurring ON payslip_line (recurring_id) WHERE recurring_id IS NOT NULL;

CREATE TABLE payslip_recurring (
  recurring_id INTEGER NOT NULL REFERENCES recurring_pay (id),
  work_date TEXT NOT NULL,
  payslip_line_id INTEGER NOT NULL REFERENCES payslip_line (id),
  days INTEGER NOT NULL CHECK (days IN (-1, 1)),
  PRIMARY KEY (recurring_id, work_date, payslip_line_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX payslip_recurring_line ON payslip_recurring (payslip_line_id);

CREATE TABLE payslip_premium (
  payslip_id INTEGER NOT NULL REFERENCES payslip (id),
  work_date TEXT NOT NULL,
  overtime TEXT NOT NULL CHECK (overtime IN ('workday', 'rest', 'holiday')),
  percent INTEGER NOT NULL CHECK (percent >= 0),
  base INTEGER NOT NULL,
  PRIMARY KEY (payslip_id, work_date, overtime, percent)
) STRICT, WITHOUT ROWID;

CREATE TABLE station (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (name <> ''),
  place TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('office', 'packer', 'recorder', 'worker')),
  kiosk TEXT CHECK (kiosk IN ('pay', 'time', 'wall')),
  user_id INTEGER NOT NULL REFERENCES user (id),
  public_key TEXT NOT NULL UNIQUE,
  paired_at INTEGER NOT NULL,
  revoked_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE UNIQUE INDEX station_name ON station (name) WHERE revoked_at IS NULL;

CREATE INDEX station_user ON station (user_id);

CREATE TABLE shared_printer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  station TEXT NOT NULL,
  printer_name TEXT NOT NULL CHECK (printer_name <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  stopped_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (station, printer_name)
) STRICT;

CREATE TABLE print_job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  shared_printer_id INTEGER NOT NULL REFERENCES shared_printer (id),
  station TEXT NOT NULL,
  user_id INTEGER REFERENCES user (id),
  document TEXT NOT NULL,
  pages INTEGER NOT NULL CHECK (pages > 0),
  at INTEGER NOT NULL,
  restore_epoch INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'printing', 'printed', 'failed', 'asks', 'cancelled')),
  reason TEXT NOT NULL DEFAULT '' CHECK (reason IN ('', 'printer-gone', 'timeout', 'failed', 'too-old')),
  detail TEXT NOT NULL DEFAULT '',
  ended_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX print_job_printer ON print_job (shared_printer_id, state);

CREATE INDEX print_job_open ON print_job (state) WHERE state NOT IN ('printed', 'cancelled');

CREATE INDEX print_job_user ON print_job (user_id);

CREATE TABLE print_job_content (
  print_job_id INTEGER PRIMARY KEY REFERENCES print_job (id),
  html TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  copies INTEGER NOT NULL
) STRICT;

CREATE INDEX printer_profile_shared ON printer_profile (shared_printer_id) WHERE shared_printer_id IS NOT NULL;

CREATE TABLE station_sign_in (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  station_id INTEGER NOT NULL REFERENCES station (id),
  user_id INTEGER REFERENCES user (id),
  at INTEGER NOT NULL,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX station_sign_in_at ON station_sign_in (station_id, at);

CREATE INDEX station_sign_in_user ON station_sign_in (user_id);

CREATE TABLE put_away_record (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  station_id INTEGER NOT NULL REFERENCES station (id),
  procedure_name TEXT NOT NULL,
  words TEXT NOT NULL,
  kept_by INTEGER REFERENCES user (id),
  kept_at INTEGER NOT NULL,
  refused_at INTEGER NOT NULL,
  error TEXT NOT NULL,
  error_data TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES user (id),
  at INTEGER NOT NULL,
  seen_at INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id)
) STRICT;

CREATE INDEX put_away_record_station ON put_away_record (station_id);

CREATE INDEX put_away_record_unseen ON put_away_record (id) WHERE seen_at IS NULL;

CREATE INDEX put_away_record_kept_by ON put_away_record (kept_by);

CREATE INDEX put_away_record_user ON put_away_record (user_id);

CREATE INDEX receipt_line_price_due ON receipt_line (receipt_id) WHERE price_due = 1;

CREATE TABLE station_pin (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  station_id INTEGER NOT NULL REFERENCES station (id),
  user_id INTEGER NOT NULL REFERENCES user (id),
  failed_attempts INTEGER NOT NULL,
  locked_until INTEGER,
  command_id INTEGER NOT NULL REFERENCES command (id),
  UNIQUE (station_id, user_id)
) STRICT;

CREATE INDEX station_pin_user ON station_pin (user_id);
