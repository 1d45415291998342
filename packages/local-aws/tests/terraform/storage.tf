# No lifecycle rules here: the provider waits 55 s for them by its own clock. A test with boto3 reads them back instead.
resource "aws_kms_key" "data" {
  description             = "Data"
  enable_key_rotation     = true
  deletion_window_in_days = 7
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Account", Effect = "Allow", Principal = { AWS = "arn:aws:iam::${local.account}:root" }, Action = "kms:*", Resource = "*" },
      { Sid = "Alarms", Effect = "Allow", Principal = { Service = "cloudwatch.amazonaws.com" }, Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = "*" },
    ]
  })
}

resource "aws_kms_alias" "data" {
  name          = "alias/local-aws-data"
  target_key_id = aws_kms_key.data.key_id
}

resource "aws_s3_bucket" "this" {
  for_each      = toset(["data", "logs"])
  bucket        = "local-aws-${each.value}-${local.account}"
  force_destroy = true
}

resource "aws_s3_bucket_versioning" "this" {
  for_each = aws_s3_bucket.this
  bucket   = each.value.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = aws_s3_bucket.this
  bucket   = each.value.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = each.key == "data" ? "aws:kms" : "AES256"
      kms_master_key_id = each.key == "data" ? aws_kms_key.data.arn : null
    }
    bucket_key_enabled = each.key == "data"
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each                = aws_s3_bucket.this
  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = aws_s3_bucket.this
  bucket   = each.value.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.this["logs"].id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    local.tls_only["logs"],
    {
      Sid       = "WriteAccessLogs"
      Effect    = "Allow"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${aws_s3_bucket.this["logs"].arn}/*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    },
  ] })
}

resource "aws_s3_bucket_policy" "data" {
  bucket = aws_s3_bucket.this["data"].id
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    local.tls_only["data"],
    {
      Sid       = "DenyOtherKey"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:PutObject"
      Resource  = "${aws_s3_bucket.this["data"].arn}/*"
      Condition = {
        Null            = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "false" }
        StringNotEquals = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.data.arn }
      }
    },
  ] })
}

resource "aws_s3_bucket_logging" "data" {
  bucket        = aws_s3_bucket.this["data"].id
  target_bucket = aws_s3_bucket.this["logs"].id
  target_prefix = "data/"
  depends_on    = [aws_s3_bucket_policy.logs]
}

resource "aws_s3_bucket_notification" "data" {
  bucket      = aws_s3_bucket.this["data"].id
  eventbridge = true
}

resource "aws_s3_object" "code" {
  bucket      = aws_s3_bucket.this["data"].id
  key         = "code/function.zip"
  source      = var.function_zip
  source_hash = filemd5(var.function_zip)
  depends_on  = [aws_s3_bucket_versioning.this, aws_s3_bucket_policy.data, aws_s3_bucket_server_side_encryption_configuration.this]
}
