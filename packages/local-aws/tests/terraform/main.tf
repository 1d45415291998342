# What the platform's stacks are made of, once each, so that the provider meets every part of the local AWS that they need.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region              = "us-east-1"
  allowed_account_ids = ["123456789012"]
  default_tags {
    tags = { Project = "local-aws", Environment = "test" }
  }
}

variable "function_zip" {
  type = string
}

data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  tls_only = { for name in ["data", "logs"] : name => {
    Sid       = "DenyWithoutTls"
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:*"
    Resource  = ["arn:aws:s3:::local-aws-${name}-${local.account}", "arn:aws:s3:::local-aws-${name}-${local.account}/*"]
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  } }
}
