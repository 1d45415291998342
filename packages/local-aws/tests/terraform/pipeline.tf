locals {
  assumed_by = { for service in ["lambda", "states", "events", "sagemaker"] : service => jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}.amazonaws.com" } }]
  }) }
}

resource "aws_iam_role" "this" {
  for_each           = local.assumed_by
  name               = "local-aws-${each.key}"
  description        = "For ${each.key}"
  assume_role_policy = each.value
}

resource "aws_iam_role_policy" "function" {
  name   = "function"
  role   = aws_iam_role.this["lambda"].name
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "Logs", Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "${aws_cloudwatch_log_group.function.arn}:*" }] })
}

resource "aws_iam_policy" "pass" {
  name   = "local-aws-pass"
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.this["sagemaker"].arn, Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } } }] })
}

resource "aws_iam_role_policy_attachment" "pass" {
  role       = aws_iam_role.this["states"].name
  policy_arn = aws_iam_policy.pass.arn
}

resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/local-aws-function"
  retention_in_days = 14
  kms_key_id        = aws_kms_key.data.arn
}

resource "aws_lambda_function" "this" {
  function_name    = "local-aws-function"
  description      = "Starts things"
  role             = aws_iam_role.this["lambda"].arn
  runtime          = "nodejs22.x"
  architectures    = ["arm64"]
  handler          = "index.handler"
  filename         = var.function_zip
  source_code_hash = filebase64sha256(var.function_zip)
  timeout          = 30
  memory_size      = 256
  kms_key_arn      = aws_kms_key.data.arn
  environment {
    variables = { TOPIC_ARN = aws_sns_topic.failures.arn }
  }
  vpc_config {
    subnet_ids         = [for subnet in aws_subnet.private : subnet.id]
    security_group_ids = [aws_security_group.jobs.id]
  }
  dead_letter_config {
    target_arn = aws_sns_topic.failures.arn
  }
  tracing_config {
    mode = "Active"
  }
  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.function.name
  }
  reserved_concurrent_executions = 5
}

resource "aws_lambda_function_event_invoke_config" "this" {
  function_name                = aws_lambda_function.this.function_name
  maximum_retry_attempts       = 1
  maximum_event_age_in_seconds = 3600
  destination_config {
    on_failure {
      destination = aws_sns_topic.failures.arn
    }
  }
}

resource "aws_lambda_permission" "events" {
  statement_id   = "FromRule"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.this.function_name
  principal      = "events.amazonaws.com"
  source_arn     = aws_cloudwatch_event_rule.uploads.arn
  source_account = local.account
}

resource "aws_sns_topic" "failures" {
  name              = "local-aws-failures"
  display_name      = "Failures"
  kms_master_key_id = aws_kms_key.data.arn
}

resource "aws_sns_topic_policy" "failures" {
  arn = aws_sns_topic.failures.arn
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Sid       = "Alarms"
    Effect    = "Allow"
    Principal = { Service = ["cloudwatch.amazonaws.com", "events.amazonaws.com"] }
    Action    = "sns:Publish"
    Resource  = aws_sns_topic.failures.arn
    Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
  }] })
}

resource "aws_sns_topic_subscription" "mail" {
  topic_arn = aws_sns_topic.failures.arn
  protocol  = "email"
  endpoint  = "nobody@example.com"
}

resource "aws_cloudwatch_event_rule" "uploads" {
  name        = "local-aws-uploads"
  description = "Uploaded CSV files"
  event_pattern = jsonencode({
    source        = ["aws.s3"]
    "detail-type" = ["Object Created"]
    detail        = { bucket = { name = [aws_s3_bucket.this["data"].id] }, object = { key = [{ wildcard = "incoming/*.csv" }] } }
  })
}

resource "aws_cloudwatch_event_target" "function" {
  rule      = aws_cloudwatch_event_rule.uploads.name
  target_id = "function"
  arn       = aws_lambda_function.this.arn
  retry_policy {
    maximum_retry_attempts       = 2
    maximum_event_age_in_seconds = 3600
  }
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "local-aws-nightly"
  schedule_expression = "cron(0 3 ? * MON-FRI *)"
  state               = "DISABLED"
}

resource "aws_cloudwatch_event_target" "machine" {
  rule     = aws_cloudwatch_event_rule.nightly.name
  arn      = aws_sfn_state_machine.this.arn
  role_arn = aws_iam_role.this["events"].arn
  input    = jsonencode({ data = { s3Uri = "s3://nowhere/x.csv" } })
}

resource "aws_cloudwatch_event_target" "transformed" {
  rule      = aws_cloudwatch_event_rule.uploads.name
  target_id = "topic"
  arn       = aws_sns_topic.failures.arn
  input_transformer {
    input_paths    = { key = "$.detail.object.key" }
    input_template = "\"Uploaded: <key>\""
  }
}

resource "aws_cloudwatch_event_target" "with_model" {
  rule      = aws_cloudwatch_event_rule.uploads.name
  target_id = "with-model"
  arn       = aws_lambda_function.this.arn
  input_transformer {
    input_template = "{\"model\": ${jsonencode({ name = "churn", shared = false })}, \"event\": <aws.events.event.json>}"
  }
}

resource "aws_cloudwatch_log_group" "machine" {
  name              = "/aws/vendedlogs/states/local-aws"
  retention_in_days = 14
}

resource "aws_sfn_state_machine" "this" {
  name       = "local-aws-machine"
  role_arn   = aws_iam_role.this["states"].arn
  definition = jsonencode({ StartAt = "Done", States = { Done = { Type = "Succeed" } } })
  logging_configuration {
    log_destination        = "${aws_cloudwatch_log_group.machine.arn}:*"
    include_execution_data = false
    level                  = "ERROR"
  }
  tracing_configuration {
    enabled = true
  }
}

resource "aws_cloudwatch_metric_alarm" "failed" {
  alarm_name          = "local-aws-failed"
  alarm_description   = "An execution failed"
  namespace           = "AWS/States"
  metric_name         = "ExecutionsFailed"
  dimensions          = { StateMachineArn = aws_sfn_state_machine.this.arn }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.failures.arn]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = "local-aws"
  dashboard_body = jsonencode({ widgets = [{ type = "text", x = 0, y = 0, width = 6, height = 3, properties = { markdown = "hello" } }] })
}

resource "aws_ssm_parameter" "this" {
  name  = "/local-aws/endpoint"
  type  = "String"
  value = "endpoint"
}

resource "aws_sagemaker_model_package_group" "this" {
  model_package_group_name        = "local-aws-models"
  model_package_group_description = "Models"
}
