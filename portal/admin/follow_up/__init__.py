"""Follow-up plans (RTL): what offices do about what people said."""
